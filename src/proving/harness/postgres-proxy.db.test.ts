import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openPool } from "@/adapters/db/pool";
import { inTransaction } from "@/adapters/db/transact";
import { env } from "@/env";
import { openPostgresProxy, type PostgresProxy } from "@/proving/harness/postgres-proxy";

let proxy: PostgresProxy;
let cut: pg.Pool;
const direct = openPool(env().databaseUrl);

beforeAll(async () => {
  proxy = await openPostgresProxy(env().databaseUrl);
  cut = openPool(proxy.through(env().databaseUrl));
  await direct.query("create table line (n int)");
});
beforeEach(() => direct.query("truncate line"));
afterAll(async () => {
  await cut.end();
  await proxy.stop();
  await direct.end();
});

const add = (n: number): Promise<unknown> =>
  inTransaction(cut, (client) => client.query("insert into line values ($1)", [n]));
const kept = async (): Promise<number[]> =>
  (await direct.query<{ n: number }>("select n from line order by n")).rows.map(({ n }) => n);

test("passes everything on while nothing is planned", async () => {
  await Promise.all(Array.from({ length: 20 }, (_, n) => add(n)));
  expect(await kept()).toHaveLength(20);
  expect(proxy.cuts()).toBe(0);
});

test("cut before the commit nothing is kept, cut after it everything; both look alike to the caller", async () => {
  proxy.cutNext("before commit");
  await expect(add(1)).rejects.toThrow(/terminated|ECONNRESET/i);
  expect(await kept()).toEqual([]);
  proxy.cutNext("after commit");
  await expect(add(2)).rejects.toThrow(/terminated|ECONNRESET/i);
  expect(await kept()).toEqual([2]);
  await add(3);
  expect(await kept()).toEqual([2, 3]);
});

test("frozen, nothing comes through; thawed, it goes on where it was", async () => {
  await cut.query("select 1");
  proxy.freeze();
  const waiting = add(4);
  await sleep(150);
  expect(await kept()).toEqual([]);
  proxy.thaw();
  await waiting;
  expect(await kept()).toEqual([4]);
});
