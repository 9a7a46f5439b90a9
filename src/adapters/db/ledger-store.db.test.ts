import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { journalOf } from "@/adapters/db/journal";
import { book, reverseBlock, timesBooked } from "@/adapters/db/ledger-store";
import { openPool } from "@/adapters/db/pool";
import { inTransaction } from "@/adapters/db/transact";
import { linesFor } from "@/core/ledger/journal-entry";
import { env } from "@/env";

const HASH = `0x${"1".repeat(64)}`;
let pool: pg.Pool;

beforeAll(() => {
  pool = openPool(env().databaseUrl);
});
afterAll(() => pool.end());

const bookMove = (factKey: string, amount: bigint) =>
  inTransaction(pool, (client) =>
    book(client, [
      {
        factKey,
        blockNumber: 5,
        happenedAt: new Date(0),
        entry: {
          name: "coin.moved",
          receivableId: null,
          postings: linesFor("HKD", null).move(amount, {
            debit: { code: "contract-cash" },
            credit: { code: "in-transit" },
          }),
        },
      },
    ]),
  );

const balances = async () =>
  Object.fromEntries(
    (
      await pool.query<{ code: string; balance: bigint }>(
        'select code, balance from "LedgerAccount" order by code',
      )
    ).rows.map(({ code, balance }) => [code, balance]),
  );

test("an entry moves its accounts; the same fact is booked once", async () => {
  await bookMove(`${HASH}:0:0`, 10n ** 30n);
  expect(await balances()).toEqual({ "contract-cash": 10n ** 30n, "in-transit": -(10n ** 30n) });
  await expect(bookMove(`${HASH}:0:0`, 1n)).rejects.toThrow(/unique/);
  expect(await balances()).toMatchObject({ "contract-cash": 10n ** 30n });
});

test("the database refuses a commit out of balance by one unit, and by currency", async () => {
  const lone = (lines: string) =>
    inTransaction(pool, async (client) => {
      const journal = await client.query<{ id: bigint }>(
        `insert into "Journal" ("factKey", name, "happenedAt") values (gen_random_uuid()::text, 'x', now()) returning id`,
      );
      await client.query(
        `insert into "Posting" ("journalId", "accountId", currency, amount)
         select $1, 'a', c, a::numeric from (values ${lines}) as v(c, a)`,
        [journal.rows[0]?.id],
      );
    });
  await expect(lone("('HKD', '5'), ('HKD', '-4')")).rejects.toThrow(/out of balance by 1 HKD/);
  await expect(lone("('HKD', '5'), ('USD', '-5')")).rejects.toThrow(/out of balance/);
  await expect(lone("('HKD', '5')")).rejects.toThrow(/out of balance/);
  await expect(lone("('HKD', '5'), ('HKD', '-5')")).resolves.toBeUndefined();
});

test("journals, postings and audit rows are only ever added", async () => {
  await inTransaction(pool, (client) =>
    journalOf(client, { now: () => new Date() }).record({
      name: "test.done",
      actor: "worker",
      organisationId: null,
      subject: "s",
    }),
  );
  for (const table of ["Journal", "Posting", "AuditFact"]) {
    await expect(pool.query(`delete from "${table}"`)).rejects.toThrow(/only ever added/);
    await expect(pool.query(`truncate "${table}" cascade`)).rejects.toThrow(/only ever added/);
  }
  await expect(pool.query(`update "Posting" set amount = 0`)).rejects.toThrow(/only ever added/);
  await expect(pool.query(`update "Journal" set name = ''`)).rejects.toThrow(/only ever added/);
  await expect(pool.query(`update "AuditFact" set name = ''`)).rejects.toThrow(/only ever added/);
});

test("a lost block is reversed once, and may be booked again when the chain comes back to it", async () => {
  const undo = () => inTransaction(pool, (client) => reverseBlock(client, HASH, 5));
  await undo();
  expect(await balances()).toMatchObject({ "contract-cash": 0n, "in-transit": 0n });
  await undo();
  expect(await balances()).toMatchObject({ "contract-cash": 0n, "in-transit": 0n });
  const times = await inTransaction(pool, (client) => timesBooked(client, `${HASH}:0:0`));
  expect(times).toBe(1);
  await bookMove(`${HASH}:0:0~1`, 7n);
  const twice = inTransaction(pool, (client) => timesBooked(client, `${HASH}:0:0`));
  await expect(twice).rejects.toThrow(/booked already/);
  await undo();
  expect(await balances()).toMatchObject({ "contract-cash": 0n });
  const again = await inTransaction(pool, (client) => timesBooked(client, `${HASH}:0:0`));
  expect(again).toBe(2);
});
