import type pg from "pg";
import { inTransaction } from "@/adapters/db/transact";

type Row = { address: string; cipher: string };

/** The sealed key behind a label of the platform's own; null when it was never made. */
export const senderOf = (pool: pg.Pool) => async (label: string) => {
  const found = await pool.query<Row>(
    'select address, cipher from "SigningKey" where label = $1 order by "createdAt", address limit 1',
    [label],
  );
  return found.rows[0] ?? null;
};

/** Stores a key for a label unless it has one; answers the address that counts. */
export const keepSender =
  (pool: pg.Pool) =>
  (label: string, fresh: () => Row): Promise<string> =>
    inTransaction(pool, async (client) => {
      await client.query("select pg_advisory_xact_lock(7203)");
      const known = await client.query<Row>('select address from "SigningKey" where label = $1', [
        label,
      ]);
      if (known.rows[0]) return known.rows[0].address;
      const { address, cipher } = fresh();
      await client.query('insert into "SigningKey" (address, label, cipher) values ($1, $2, $3)', [
        address,
        label,
        cipher,
      ]);
      return address;
    });
