import { setTimeout as sleep } from "node:timers/promises";
import { PgBoss } from "pg-boss";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openPool } from "@/adapters/db/pool";
import { env } from "@/env";
import type { Log } from "@/workers/log";
import { openQueue, type Queue } from "@/workers/queues";

const { databaseUrl } = env();
const pool = openPool(databaseUrl);
let queue: Queue;

/** A queue as an older worker left it. */
const leaveStately = async (name: string): Promise<void> => {
  const boss = new PgBoss(databaseUrl);
  await boss.start();
  await boss.createQueue(name, { policy: "stately" });
  await boss.stop({ graceful: false });
};

beforeAll(async () => {
  await leaveStately("reconcile-books");
  queue = await openQueue(databaseUrl, { error: vi.fn() } as unknown as Log);
});
afterAll(async () => {
  await queue.stop();
  await pool.end();
});

test("a queue with another policy is made anew", async () => {
  const found = await pool.query<{ name: string; policy: string }>(
    "select name, policy from pgboss.queue where name in ('reconcile-books', 'keep-receivables') order by name",
  );
  expect(found.rows).toEqual([
    { name: "keep-receivables", policy: "short" },
    { name: "reconcile-books", policy: "short" },
  ]);
});

test("rings while a job is at work make one more job", async () => {
  const done: number[] = [];
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await queue.work("reconcile-books", async () => {
    done.push(Date.now());
    if (done.length === 1) await held;
  });
  await queue.ring("reconcile-books");
  await vi.waitFor(() => expect(done).toHaveLength(1), { timeout: 10_000 });
  for (let ring = 0; ring < 5; ring += 1) await queue.ring("reconcile-books");
  release();
  await vi.waitFor(() => expect(done).toHaveLength(2), { timeout: 10_000 });
  await sleep(1_500);
  expect(done).toHaveLength(2);
});
