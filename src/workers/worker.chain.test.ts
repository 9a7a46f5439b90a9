import { setTimeout as sleep } from "node:timers/promises";
import { Wallet } from "ethers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { journalOf } from "@/adapters/db/journal";
import { inTransaction } from "@/adapters/db/transact";
import { type Wire, wire } from "@/wire";
import { openLog } from "@/workers/log";
import { openMetrics } from "@/workers/metrics";
import { openQueue, type Queue } from "@/workers/queues";
import { startWorker, type Worker } from "@/workers/worker";
import { deploy } from "../../contracts/deploy/deploy";

const log = openLog("silent", "test");
const WORKERS = 2;

let app: Wire;
let queues: Queue[];
let workers: Worker[];

beforeAll(async () => {
  const deployed = await deploy({ rpcUrl: process.env.RPC_URL ?? "" });
  process.env.DEPLOYMENT = JSON.stringify({
    ...deployed,
    genesisHash: `0x${"0".repeat(64)}`,
    fromBlock: deployed.block,
  });
  app = wire();
  await app.ensureKeys();
  queues = [];
  workers = [];
  for (let number = 0; number < WORKERS; number += 1) {
    const queue = await openQueue(app.settings.databaseUrl, log);
    queues.push(queue);
    workers.push(await startWorker({ app, queue, log, metrics: openMetrics() }));
  }
});

afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.stop()));
  await Promise.all(queues.map((queue) => queue.stop()));
  await app.prisma.$disconnect();
  await app.pool.end();
});

const until = async <T>(ask: () => Promise<T | undefined>, ms = 15_000): Promise<T> => {
  const end = Date.now() + ms;
  while (Date.now() < end) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await sleep(50);
  }
  throw new Error("It did not come about in time.");
};

const mint = (to: string, amount: string): Promise<string> =>
  inTransaction(app.pool, (client) =>
    journalOf(client, app.clock).wish({
      key: `mint:${to}`,
      kind: "mint",
      payload: { currency: "HKD", to, amount },
      signer: "operator",
    }),
  );

test("two workers carry every wish out once, in moments, with contiguous nonces", async () => {
  const holders = Array.from({ length: 20 }, () => Wallet.createRandom().address);
  await Promise.all(holders.map((holder) => mint(holder, "5")));
  await until(async () => {
    const { rows } = await app.pool.query<{ n: bigint }>(
      `select count(*) as n from "Intent" where status in ('mined', 'final')`,
    );
    return rows[0]?.n === 20n ? true : undefined;
  });
  const coin = app.settlement.coins.get("HKD") ?? "";
  const head = await app.settlement.chain.blockAt(await app.settlement.chain.headNumber());
  const held = await app.settlement.chain.balancesAt(
    head?.hash ?? "",
    holders.map((account) => ({ coin, account })),
  );
  expect(held).toEqual(holders.map(() => 5n));
  const nonces = await app.pool.query<{ nonce: number }>(
    'select nonce from "TxAttempt" where attempt = 0 order by nonce',
  );
  const first = nonces.rows[0]?.nonce ?? 0;
  expect(nonces.rows.map(({ nonce }) => nonce)).toEqual(holders.map((_, index) => first + index));
});

test("health tells of a living worker and a difference of 0 in every currency", async () => {
  const health = await until(async () => {
    const found = await app.views.operations.health();
    return found.ledger.length > 0 && found.chain.final ? found : undefined;
  });
  expect(health.ledger.map(({ difference }) => difference)).toEqual(health.ledger.map(() => 0n));
  expect(health.workers.filter(({ alive }) => alive)).toHaveLength(1);
  expect(workers.every((worker) => worker.healthy())).toBe(true);
});
