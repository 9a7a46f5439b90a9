import type pg from "pg";
import type { Clock } from "@/ports/clock";

const PAST = [
  'delete from "AttemptCount" where "windowEnd" < $1',
  'delete from "SignInNonce" where "expiresAt" < $1',
  'delete from "Session" where "expiresAt" < $1',
];
const KEPT_MS = 24 * 3_600_000;

/**
 * Deletes counts of attempts, sign-in challenges and sessions that ended more than a day ago by wall time; what people
 * did stays in the audit trail. Answers how many rows went.
 */
export const forgetPast =
  (pool: pg.Pool, wallClock: Clock): (() => Promise<number>) =>
  async () => {
    const before = new Date(wallClock.now().getTime() - KEPT_MS);
    const gone = await Promise.all(PAST.map((statement) => pool.query(statement, [before])));
    return gone.reduce((sum, { rowCount }) => sum + (rowCount ?? 0), 0);
  };
