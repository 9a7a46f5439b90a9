import type pg from "pg";
import type { AttemptLimit } from "@/ports/attempt-limit";
import type { Clock } from "@/ports/clock";
import type { AttemptCounter } from "@/ports/session-stores";

const take =
  (pool: pg.Pool, clock: Clock): AttemptCounter["take"] =>
  async (key, windowSeconds) => {
    const now = clock.now();
    const { rows } = await pool.query<{ count: number }>(
      `insert into "AttemptCount" (key, count, "windowEnd") values ($1, 1, $3)
       on conflict (key) do update set
         count = case when "AttemptCount"."windowEnd" <= $2 then 1 else "AttemptCount".count + 1 end,
         "windowEnd" = case when "AttemptCount"."windowEnd" <= $2 then $3
           else "AttemptCount"."windowEnd" end
       returning count`,
      [key, now, new Date(now.getTime() + windowSeconds * 1000)],
    );
    return rows[0]?.count ?? 1;
  };

/** Attempts counted in the database by wall time, one count for all web processes. */
export const attemptCounter = (pool: pg.Pool, wallClock: Clock): AttemptCounter => ({
  take: take(pool, wallClock),
  giveBack: async (key) => {
    await pool.query('update "AttemptCount" set count = greatest(count - 1, 0) where key = $1', [
      key,
    ]);
  },
  forget: async (key) => {
    await pool.query('delete from "AttemptCount" where key = $1', [key]);
  },
});

/** A plain limit on the same counts. */
export const attemptLimit = (pool: pg.Pool, wallClock: Clock): AttemptLimit => {
  const count = take(pool, wallClock);
  return async (key, { max, windowSeconds }) => (await count(key, windowSeconds)) <= max;
};
