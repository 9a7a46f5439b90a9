import { takeAccount } from "@/core/organisation/organisation";
import { orThrow, Refusal } from "@/core/refusal";
import type { OrgScope } from "@/core/scope/scope";
import { accountStatement, type Expectation } from "@/core/session/sign-in-message";
import type { OrganisationStore } from "@/ports/organisation-stores";
import type { Transact } from "@/ports/transact";

/**
 * An organisation that keeps its own key shows that it holds it: a wallet's signature over our challenge.
 * @throws Refusal `object.not_found`, `organisation.account_kept`, `organisation.account_taken`,
 * `organisation.not_draft` and those of proving an address.
 */
export const proveAccount =
  ({
    transact,
    prove,
  }: {
    transact: Transact<{ organisations: OrganisationStore }>;
    prove: (answer: { text: string; signature: string }, expected: Expectation) => Promise<string>;
  }) =>
  async (
    scope: OrgScope,
    answer: { text: string; signature: string },
    place: Omit<Expectation, "statement">,
  ): Promise<{ account: string }> => {
    const name = await transact(async ({ organisations }) => {
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
