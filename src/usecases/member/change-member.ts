import { Refusal } from "@/core/refusal";
import type { MemberRole, OrgScope } from "@/core/scope/scope";
import type { Clock } from "@/ports/clock";
import type { Ids } from "@/ports/ids";
import type { MemberStore, OrganisationStore } from "@/ports/organisation-stores";
import type { Transact } from "@/ports/transact";

/**
 * Gives a member another role, or takes them out (`role` null). It holds from their next request on; the role a member
 * has already changes nothing.
 * @throws Refusal `object.not_found`, `member.last_admin`, `member.needs_approval`.
 */
export const changeMember =
  ({
    transact,
    clock,
    ids,
  }: {
    transact: Transact<{ organisations: OrganisationStore; members: MemberStore }>;
    clock: Clock;
    ids: Ids;
  }) =>
  (
    scope: OrgScope,
    input: { organisationId: string; userId: string; role: MemberRole | null },
  ): Promise<void> =>
    transact(async ({ organisations, members, journal }) => {
      const organisation = await organisations.get(scope, input.organisationId);
      if (!organisation) throw new Refusal("object.not_found");
      const isPlatform = organisation.kind === "platform";
      if (isPlatform && input.role && input.role !== "viewer")
        throw new Refusal("member.needs_approval");
      const admins = await members.adminCount(scope, organisation.id);
      const before = await members.roleOf(scope, organisation.id, input.userId);
      if (!before) throw new Refusal("object.not_found");
      if (before === input.role) return;
      if (before === "admin" && input.role !== "admin" && admins <= (isPlatform ? 2 : 1))
        throw new Refusal("member.last_admin");
      if (input.role)
        await members.put(scope, {
          id: ids.next(),
          organisationId: organisation.id,
          userId: input.userId,
          role: input.role,
          at: clock.now(),
        });
      else await members.remove(scope, organisation.id, input.userId);
      await journal.record({
        name: input.role ? "member.changed" : "member.removed",
        actor: scope.userId,
        organisationId: organisation.id,
        subject: input.userId,
        data: { before, after: input.role },
      });
      await journal.announce(`organisation:${organisation.id}`);
    });
