import type { Clock } from "@/ports/clock";
import type { SessionStore } from "@/ports/session-stores";
import type { Transact } from "@/ports/transact";

/** Signs out: from now on the cookie opens nothing. A session that is over already stays so. */
export const endSession =
  ({ transact, wallClock }: { transact: Transact<{ sessions: SessionStore }>; wallClock: Clock }) =>
  (sessionId: string): Promise<void> =>
    transact(async ({ sessions, journal }) => {
      const ended = await sessions.end(sessionId, wallClock.now());
      if (!ended) return;
      await journal.record({
        name: "session.ended",
        actor: ended.userId,
        organisationId: ended.organisationId,
        subject: ended.userId,
      });
    });
