import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { liveHub } from "@/adapters/db/live-hub";
import { openPool } from "@/adapters/db/pool";
import { env } from "@/env";

let pool: pg.Pool;

beforeAll(() => {
  pool = openPool(env().databaseUrl);
});
afterAll(() => pool.end());

const listeners = async (): Promise<number> => {
  const found = await pool.query(
    `select pid from pg_stat_activity where query ilike 'listen %' and datname = current_database()`,
  );
  return found.rowCount ?? 0;
};

const until = async (ask: () => boolean | Promise<boolean>): Promise<void> => {
  const end = Date.now() + 10_000;
  while (!(await ask())) {
    if (Date.now() > end) throw new Error("It did not come about in time.");
    await sleep(20);
  }
};

test("any number of pages hear over one connection, which goes when the last page goes", async () => {
  const hub = liveHub(env().databaseUrl);
  const heard: string[][] = [[], []];
  const leave = heard.map((list) => hub.subscribe((subject) => list.push(subject)));
  await until(() => heard.every((list) => list.includes("")));
  expect(await listeners()).toBe(1);
  await pool.query(`select pg_notify('quaynote', 'receivable:r1')`);
  await until(() => heard.every((list) => list.includes("receivable:r1")));
  for (const each of leave) each();
  await until(async () => (await listeners()) === 0);
});

test("a connection that is cut comes back, and says that something may have been missed", async () => {
  const hub = liveHub(env().databaseUrl);
  const heard: string[] = [];
  const leave = hub.subscribe((subject) => heard.push(subject));
  await until(() => heard.length === 1);
  await pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where query ilike 'listen %' and datname = current_database()`,
  );
  await until(() => heard.length === 2);
  await pool.query(`select pg_notify('quaynote', 'chain')`);
  await until(() => heard.includes("chain"));
  leave();
});
