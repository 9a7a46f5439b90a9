import { Refusal } from "@/core/refusal";
import { SESSION_SECONDS } from "@/core/session/session";
import type { Clock } from "@/ports/clock";
import type { Ids } from "@/ports/ids";
import type { SessionStore } from "@/ports/session-stores";
import type { Transact } from "@/ports/transact";

export type StartSession = (userId: string, way: "password" | "wallet") => Promise<string>;

/**
 * Starts a session in the person's first organisation and answers its id, which only the cookie carries.
 * @throws Refusal `session.no_organisation`.
 */
export const startSession =
  ({
    transact,
    ids,
    wallClock,
  }: {
    transact: Transact<{ sessions: SessionStore }>;
    ids: Ids;
    wallClock: Clock;
  }): StartSession =>
  (userId, way) =>
    transact(async ({ sessions, journal }) => {
      const organisationId = await sessions.firstOrganisation(userId);
      if (!organisationId) throw new Refusal("session.no_organisation");
      const createdAt = wallClock.now();
      const expiresAt = new Date(createdAt.getTime() + SESSION_SECONDS * 1000);
      const id = ids.secretHex(32);
      await sessions.start({ id, userId, organisationId, createdAt, expiresAt });
      await journal.record({
        name: "session.started",
        actor: userId,
        organisationId,
        subject: userId,
        data: { way },
      });
      return id;
    });
