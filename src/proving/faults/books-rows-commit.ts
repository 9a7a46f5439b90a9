import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { PrismaPg } from "@prisma/adapter-pg";
import { Wallet } from "ethers";
import pg from "pg";
import { PrismaClient } from "@/adapters/db/generated/client";
import { openPool } from "@/adapters/db/pool";
import { inTransaction } from "@/adapters/db/transact";
import { makeFinal } from "@/commands/testing/recorded-life";
import type { World } from "@/commands/testing/settlement-world";
import { heldBy } from "@/proving/harness/coin-held";
import { mintTo } from "@/proving/harness/relay-ground";
import { type Ground, inWorld, judged, onGround, verdict } from "./books-ground";
import type { FaultRow, Verdict } from "./fault-row";

const lost = async (work: Promise<unknown>): Promise<boolean> => {
  try {
    await work;
    return false;
  } catch {
    return true;
  }
};

/** Wishes, signing and telling of blocks each lose the answer to their COMMIT; each is simply done again. */
const answerLost = async (world: World, ground: Ground, times: number): Promise<Verdict> => {
  const { proxy, direct } = ground;
  const accounts = Array.from({ length: times }, () => Wallet.createRandom().address);
  let unheard = 0;
  /** Does something whose next COMMIT is not answered, and does it again. */
  const unanswered = async (act: () => Promise<unknown>): Promise<void> => {
    proxy.cutNext("after commit");
    if (await lost(act())) unheard += 1;
    proxy.spare();
    await act();
  };
  for (const account of accounts) await unanswered(() => mintTo(world, account));
  for (let pass = 0; pass < times; pass += 1) {
    await unanswered(world.relay);
    await unanswered(world.follow);
  }
  await world.calm();
  await makeFinal(world);
  const held = await heldBy(world, accounts);
  const once = held.filter((amount) => amount === 5n).length;
  const { rows } = await direct.query<{ n: bigint }>('select count(*) as n from "Intent"');
  const differences = await judged(world, ground, ["I1", "I2", "I3", "I5"]);
  const whole = once === times && Number(rows[0]?.n) === times && differences.length === 0;
  return verdict(
    whole && unheard > times && proxy.cuts() >= unheard,
    `${proxy.cuts()} answers lost, ${unheard} told to a caller; ${once}/${times} effects, ${differences.length} differences`,
    JSON.stringify(differences.slice(0, 3)),
  );
};

type Half = { journalId: bigint; account: string; amount: string };

/** Holds one insert back until the transaction that it belongs to has timed out. */
const withDelay = (databaseUrl: string, marker: string, delayMs: number) => {
  let refused = 0;
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 });
  pool.on("error", () => undefined);
  pool.on("connect", (client) => {
    client.on("error", () => undefined);
    const query = client.query.bind(client) as (...args: unknown[]) => Promise<unknown>;
    const held = async (...args: unknown[]): Promise<unknown> => {
      const isMarked = JSON.stringify(args[0]).includes(marker);
      if (!isMarked) return query(...args);
      await sleep(delayMs);
      return query(...args).catch((error: { constraint?: string }) => {
        if (error.constraint === "Posting_balanced") refused += 1;
        throw error;
      });
    };
    Object.assign(client, { query: held });
  });
  return { prisma: new PrismaClient({ adapter: new PrismaPg(pool) }), refused: () => refused };
};

const insertHalf = ({ journalId, account, amount }: Half) => ({
  data: { journalId, accountId: account, currency: "HKD", amount },
});

const races = async ({ databaseUrl, direct }: Ground, times: number): Promise<Verdict> => {
  const { prisma, refused } = withDelay(databaseUrl, "late-half", 120);
  let timedOut = 0;
  try {
    for (let time = 0; time < times; time += 1) {
      const made = await direct.query<{ id: bigint }>(
        `insert into "Journal" ("factKey", name, "happenedAt") values ($1, 'test.raced', now()) returning id`,
        [randomUUID()],
      );
      const journalId = made.rows[0]?.id ?? 0n;
      const work = prisma.$transaction(
        async (transaction) => {
          await transaction.posting.create(
            insertHalf({ journalId, account: "first-half", amount: "10" }),
          );
          await transaction.posting.create(
            insertHalf({ journalId, account: "late-half", amount: "-10" }),
          );
        },
        { timeout: 40 },
      );
      if (await lost(work)) timedOut += 1;
    }
    await sleep(400);
    const halves = await direct.query<{ n: bigint }>(
      `select count(*) as n from (select 1 from "Posting" group by "journalId", currency having sum(amount) <> 0) halves`,
    );
    const strays = Number(halves.rows[0]?.n ?? 0n);
    return verdict(
      strays === 0 && timedOut === times && refused() > 0,
      `${timedOut}/${times} transactions timed out, ${refused()} late halves refused, ${strays} partial groups`,
      strays > 0 ? `${strays} entries out of balance were kept` : "the race did not come about",
    );
  } finally {
    await prisma.$disconnect();
  }
};

const counted = async (pool: pg.Pool, key: string): Promise<number> =>
  (await pool.query<{ count: number }>('select count from "AttemptCount" where key = $1', [key]))
    .rows[0]?.count ?? 0;

/** Two transactions that take the same two rows in opposite order, again and again. */
const deadlocks = async (pool: pg.Pool, rounds: number) => {
  let begun = 0;
  for (const key of ["left", "right"])
    await pool.query(
      `insert into "AttemptCount" (key, count, "windowEnd") values ($1, 0, now()) on conflict (key) do nothing`,
      [key],
    );
  const raise = (client: pg.PoolClient, key: string) =>
    client.query('update "AttemptCount" set count = count + 1 where key = $1', [key]);
  const both = (one: string, other: string) =>
    inTransaction(pool, async (client) => {
      begun += 1;
      await client.query("set local deadlock_timeout = '20ms'");
      await raise(client, one);
      await sleep(15);
      await raise(client, other);
    });
  for (let round = 0; round < rounds; round += 1)
    await Promise.all([both("left", "right"), both("right", "left")]);
  const raised = (await counted(pool, "left")) + (await counted(pool, "right"));
  return { raised, deadlocked: begun - 2 * rounds };
};

const crowd = async (ground: Ground, rounds: number): Promise<Verdict> => {
  const narrow = openPool(ground.databaseUrl, 2);
  const clients = 50;
  const took: number[] = [];
  try {
    for (let round = 0; round < rounds; round += 1)
      await Promise.all(
        Array.from({ length: clients }, async (_, place) => {
          const from = performance.now();
          await inTransaction(narrow, (client) =>
            client.query(
              `insert into "AttemptCount" (key, count, "windowEnd") values ($1, 1, now())`,
              [`crowd:${round}:${place}`],
            ),
          );
          took.push(performance.now() - from);
        }),
      );
    const { raised, deadlocked } = await deadlocks(ground.direct, rounds * 3);
    const kept = await ground.direct.query<{ n: bigint }>(
      `select count(*) as n from "AttemptCount" where key like 'crowd:%'`,
    );
    const sorted = took.sort((left, right) => left - right);
    const p99 = Math.round(sorted[Math.floor(sorted.length * 0.99)] ?? 0);
    const whole = Number(kept.rows[0]?.n) === clients * rounds && raised === rounds * 12;
    return verdict(
      whole && p99 <= 5_000 && deadlocked > 0,
      `${kept.rows[0]?.n}/${clients * rounds} kept over a pool of 2, p99 ${p99} ms; ${deadlocked} deadlocks, ${raised}/${rounds * 12} updates kept`,
      "something was lost, slow, or no deadlock came about",
    );
  } finally {
    await narrow.end();
  }
};

/** Faults around a COMMIT. */
export const commitRows: readonly FaultRow[] = [
  {
    row: "F24",
    promise:
      "COMMIT sent and its answer lost: the outcome is looked up, nothing is done twice or lost",
    run: (depth) =>
      inWorld((world, ground) => answerLost(world, ground, depth === "nightly" ? 100 : 8)),
  },
  {
    row: "F25",
    promise: "A transaction timeout that races a late statement leaves no half of an entry",
    run: (depth) => onGround((ground) => races(ground, depth === "nightly" ? 50 : 15)),
  },
  {
    row: "F26",
    promise: "Exhausted pool and deadlocks: retried at most five times, nothing lost, p99 <= 5 s",
    run: (depth) => onGround((ground) => crowd(ground, depth === "nightly" ? 20 : 3)),
  },
];
