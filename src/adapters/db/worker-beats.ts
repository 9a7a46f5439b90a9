import type pg from "pg";
import type { WorkerBeats } from "@/ports/worker-beats";

/** Signs of life in PostgreSQL, by its own clock; rows of workers gone for a day are removed. */
export const workerBeats = (pool: pg.Pool): WorkerBeats => ({
  beat: async ({ id, startedAt, state }) => {
    await pool.query(
      `insert into "WorkerBeat" (id, program, "startedAt", "beatAt", state) values ($1, 'worker', $2, now(), $3)
       on conflict (id) do update set "beatAt" = excluded."beatAt", state = excluded.state`,
      [id, startedAt, JSON.stringify(state)],
    );
    await pool.query(`delete from "WorkerBeat" where "beatAt" < now() - interval '1 day'`);
  },
  end: async (id) => {
    await pool.query('delete from "WorkerBeat" where id = $1', [id]);
  },
});
