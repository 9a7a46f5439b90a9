import { takeAccount } from "@/core/organisation/organisation";
import { orThrow, Refusal } from "@/core/refusal";
import type { OrgScope } from "@/core/scope/scope";
import type { Expectation } from "@/core/session/sign-in-message";
import { accountStatement } from "@/core/session/sign-in-text";
import type { MemberStore, OrganisationStore } from "@/ports/organisation-stores";
import type { Transact } from "@/ports/transact";

/**
 * An organisation that keeps its own key shows that it holds it: a wallet's signature over our challenge.
 * Its administrator acts, though the organisation itself may not act yet.
 * @throws Refusal `session.not_allowed`, `object.not_found`, `organisation.account_kept`, `organisation.account_taken`,
 * `organisation.not_draft` and those of proving an address.
 */
export const proveAccount =
  ({
    transact,
    prove,
  }: {
    transact: Transact<{ organisations: OrganisationStore; members: MemberStore }>;
    prove: (answer: { text: string; signature: string }, expected: Expectation) => Promise<string>;
  }) =>
  async (
    scope: OrgScope,
    answer: { text: string; signature: string },
    place: Omit<Expectation, "statement">,
  ): Promise<{ account: string }> => {
    const name = await transact(async ({ organisations, members }) => {
      const role = await members.roleOf(scope, scope.organisationId, scope.userId);
      if (role !== "admin") throw new Refusal("session.not_allowed");
      const organisation = await organisations.get(scope, scope.organisationId);
      if (!organisation) throw new Refusal("object.not_found");
      orThrow(takeAccount(organisation, ""));
      return organisation.name;
    });
    const account = await prove(answer, { ...place, statement: accountStatement(name) });
    await transact(async ({ organisations, journal }) => {
      const organisation = await organisations.get(scope, scope.organisationId);
      if (!organisation) throw new Refusal("object.not_found");
      if (await organisations.accountTaken(scope, account, organisation.id))
        throw new Refusal("organisation.account_taken");
      await organisations.save(scope, orThrow(takeAccount(organisation, account)));
      await journal.record({
        name: "organisation.account_proven",
        actor: scope.userId,
        organisationId: organisation.id,
        subject: organisation.id,
        data: { account },
      });
      await journal.announce(`organisation:${organisation.id}`);
    });
    return { account };
  };
