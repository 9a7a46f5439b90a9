import type pg from "pg";
import { journalOf } from "@/adapters/db/journal";
import { WAITING_MAX } from "@/core/intent/intent";
import type { Clock } from "@/ports/clock";
import { noLandmark } from "@/ports/landmark";
import type { Transact } from "@/ports/transact";

/** What PostgreSQL says when it ended a transaction only because of another one beside it. */
const BESIDE_ANOTHER = new Set(["40001", "40P01"]);
const TRIES_MAX = 5;

const isBesideAnother = (error: unknown): boolean =>
  error instanceof Error && BESIDE_ANOTHER.has((error as { code?: string }).code ?? "");

const tryOnce = async <T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> => {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("begin");
    const result = await work(client);
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.release(broken);
  }
};

/**
 * Runs one database transaction over `pg`; a throw rolls back, and a broken connection is not reused. A transaction that
 * PostgreSQL ended for another's sake (deadlock, serialisation) is begun anew, at most five times in all.
 */
export const inTransaction = async <T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> => {
  for (let tries = 1; ; tries += 1)
    try {
      return await tryOnce(pool, work);
    } catch (error) {
      if (tries === TRIES_MAX || !isBesideAnother(error)) throw error;
    }
};

/** A `Transact` whose stores are made by `storesOf` on the transaction's own connection. */
export const transactWith =
  <S>(
    { pool, clock }: { pool: pg.Pool; clock: Clock },
    storesOf: (client: pg.PoolClient) => S,
  ): Transact<S> =>
  (work) =>
    inTransaction(pool, (client) =>
      work({ ...storesOf(client), journal: journalOf(client, clock, noLandmark, WAITING_MAX) }),
    );
