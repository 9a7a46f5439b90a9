import { Refusal } from "@/core/refusal";
import type { OrgScope } from "@/core/scope/scope";
import type { SessionStore } from "@/ports/session-stores";
import type { Transact } from "@/ports/transact";

/**
 * Moves this session to another organisation of the same person; where it is already, nothing happens.
 * @throws Refusal `object.not_found` when the person is no member there.
 */
export const switchOrganisation =
  ({ transact }: { transact: Transact<{ sessions: SessionStore }> }) =>
  (scope: OrgScope, input: { sessionId: string; organisationId: string }): Promise<void> =>
    transact(async ({ sessions, journal }) => {
      if (!(await sessions.isMember(scope.userId, input.organisationId)))
        throw new Refusal("object.not_found");
      if (!(await sessions.move(input.sessionId, input.organisationId))) return;
      await journal.record({
        name: "session.moved",
        actor: scope.userId,
        organisationId: input.organisationId,
        subject: scope.userId,
      });
    });
