import type pg from "pg";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { keeperStore } from "@/adapters/db/keeper-store";
import { openPool } from "@/adapters/db/pool";
import { structToJson } from "@/core/typed-data/deal-json";
import { env } from "@/env";
import { addOffer, NOW } from "@/wire/lending.build";
import { keepReceivables } from "@/workers/jobs/keep-receivables";

let pool: pg.Pool;

beforeAll(() => {
  pool = openPool(env().databaseUrl);
});
afterAll(() => pool.end());

const clock = { now: () => NOW };
const log = pino({ level: "silent" });

/** A receivable whose funding nobody closed in time. */
const addForgotten = async (): Promise<string> => {
  const fundBy = new Date(NOW.getTime() - 1_000);
  const { receivableId, deal } = await addOffer(pool, { status: "funding", fundBy });
  await pool.query(`update "Receivable" set deal = $2 where id = $1`, [
    receivableId,
    JSON.stringify(structToJson(deal)),
  ]);
  return receivableId;
};

test("a refused act is wished again after a back-off that doubles, and what is under way is not", async () => {
  const id = await addForgotten();
  const keep = (at = NOW) =>
    keepReceivables({ store: keeperStore({ pool, clock }), chainTime: async () => at, log });
  const wished = async () => {
    const found = await pool.query<{ count: number }>(
      `select count(*)::int as count from "Intent" where "receivableId" = $1 and kind = 'close-funding'`,
      [id],
    );
    return found.rows[0]?.count;
  };
  const refuse = (secondsAgo: number) =>
    pool.query(
      `update "Intent" set status = 'failed', "updatedAt" = now() - make_interval(secs => $2)
       where "receivableId" = $1`,
      [id, secondsAgo],
    );
  await keep();
  await keep();
  expect(await wished()).toBe(1);
  await refuse(50);
  await keep();
  expect(await wished()).toBe(1);
  await refuse(61);
  await keep();
  await keep();
  expect(await wished()).toBe(2);
  await refuse(61);
  await keep();
  expect(await wished()).toBe(2);
  await refuse(121);
  await keep();
  expect(await wished()).toBe(3);
  await refuse(0);
  await keep(new Date(NOW.getTime() + 3_600_000));
  expect(await wished(), "a new hour waits for nothing").toBe(4);
});
