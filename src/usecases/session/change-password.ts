import { orThrow, Refusal } from "@/core/refusal";
import type { OrgScope } from "@/core/scope/scope";
import { acceptPassword } from "@/core/session/password";
import { ACCOUNT_ATTEMPTS_MAX, ATTEMPT_WINDOW_SECONDS } from "@/core/session/session";
import type { Clock } from "@/ports/clock";
import type { AttemptCounter, PasswordHasher, SessionStore } from "@/ports/session-stores";
import type { Transact } from "@/ports/transact";

/**
 * Changes the person's password and ends all their other sessions. The hash is made before the transaction,
 * so that no row stays locked meanwhile.
 * @throws Refusal `password.wrong_length`, `password.unchanged`, `session.wrong_credentials`, `request.too_many`.
 */
export const changePassword =
  ({
    transact,
    hasher,
    attempts,
    wallClock,
  }: {
    transact: Transact<{ sessions: SessionStore }>;
    hasher: PasswordHasher;
    attempts: AttemptCounter;
    wallClock: Clock;
  }) =>
  async (
    scope: OrgScope,
    input: { sessionId: string; current: string; next: string },
  ): Promise<{ ended: number }> => {
    const next = orThrow(acceptPassword(input));
    const key = `password:${scope.userId}`;
    if ((await attempts.take(key, ATTEMPT_WINDOW_SECONDS)) > ACCOUNT_ATTEMPTS_MAX)
      throw new Refusal("request.too_many");
    const hash = await hasher.hash(next);
    return transact(async ({ sessions, journal }) => {
      const known = await sessions.passwordHashOf(scope.userId);
      if (!(await hasher.matches(input.current, known)))
        throw new Refusal("session.wrong_credentials");
      await sessions.setPasswordHash(scope.userId, hash);
      const ended = await sessions.endOthers(scope.userId, input.sessionId, wallClock.now());
      await journal.record({
        name: "password.changed",
        actor: scope.userId,
        organisationId: scope.organisationId,
        subject: scope.userId,
        data: { sessionsEnded: ended },
      });
      return { ended };
    });
  };
