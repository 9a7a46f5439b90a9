import { cleanName } from "@/core/organisation/draft";
import { orThrow, Refusal } from "@/core/refusal";
import type { MemberRole, OrgScope } from "@/core/scope/scope";
import { canonicalEmail } from "@/core/session/email";
import { acceptPassword } from "@/core/session/password";
import type { Clock } from "@/ports/clock";
import type { Ids } from "@/ports/ids";
import type { MemberStore, OrganisationStore } from "@/ports/organisation-stores";
import type { PasswordHasher } from "@/ports/session-stores";
import type { Transact } from "@/ports/transact";

/**
 * Adds a person to an organisation with a first password, which is told to them outside of Quaynote.
 * Somebody who has a sign-in already keeps their password; `created` tells which it was.
 * @throws Refusal `object.not_found`, `member.bad_email`, `member.already`, `member.needs_approval`, `password.wrong_length`.
 */
export const addMember =
  ({
    transact,
    clock,
    ids,
    hasher,
  }: {
    transact: Transact<{ organisations: OrganisationStore; members: MemberStore }>;
    clock: Clock;
    ids: Ids;
    hasher: PasswordHasher;
  }) =>
  async (
    scope: OrgScope,
    input: {
      organisationId: string;
      email: string;
      name: string;
      role: MemberRole;
      password: string;
    },
  ): Promise<{ userId: string; created: boolean }> => {
    const email = canonicalEmail(input.email);
    if (!email) throw new Refusal("member.bad_email");
    const passwordHash = await hasher.hash(orThrow(acceptPassword({ next: input.password })));
    return transact(async ({ organisations, members, journal }) => {
      const organisation = await organisations.get(scope, input.organisationId);
      if (!organisation) throw new Refusal("object.not_found");
      if (organisation.kind === "platform" && input.role !== "viewer")
        throw new Refusal("member.needs_approval");
      const at = clock.now();
      const name = cleanName(input.name);
      const person = await members.personFor(scope, {
        id: ids.next(),
        email,
        name,
        passwordHash,
        at,
      });
      if (await members.roleOf(scope, organisation.id, person.userId))
        throw new Refusal("member.already");
      await members.put(scope, {
        id: ids.next(),
        organisationId: organisation.id,
        userId: person.userId,
        role: input.role,
        at,
      });
      await journal.record({
        name: "member.added",
        actor: scope.userId,
        organisationId: organisation.id,
        subject: person.userId,
        data: { role: input.role, email },
      });
      await journal.announce(`organisation:${organisation.id}`);
      return person;
    });
  };
