import { setTimeout as sleep } from "node:timers/promises";
import type { FaultRow, Verdict } from "@/proving/faults/fault-row";
import { livedThrough } from "@/proving/faults/indexer-life";
import { DEPTH, inTrial, type Trial } from "@/proving/faults/indexer-trial";
import { differences, faultsIn, modelHash, verdict } from "@/proving/faults/indexer-truth";
import { eventually } from "@/proving/harness/relay-ground";
import type { Portion } from "@/usecases/chain/read-facts";
import { openLog } from "@/workers/log";
import { openMetrics } from "@/workers/metrics";
import { openQueue } from "@/workers/queues";
import { startWorker } from "@/workers/worker";

const log = openLog("silent", "trial");

/** A real worker beside the trial, with its queue. */
const withWorker = async <T>(trial: Trial, act: () => Promise<T>): Promise<T> => {
  const { settlement, settings } = trial.world;
  const queue = await openQueue(settings.databaseUrl, log);
  const app = { settlement, settings: { ...settings, finalityDepth: DEPTH }, local: true };
  const worker = await startWorker({ app, queue, log, metrics: openMetrics() });
  try {
    return await act();
  } finally {
    await worker.stop();
    await queue.stop();
  }
};

const rowsOf = async (trial: Trial): Promise<string> => {
  const tables = ["ChainEvent", "ChainBlock", "Journal", "Posting", "Position"];
  const counts = await Promise.all(tables.map((table) => trial.count(table)));
  return counts.join("/");
};

const POLL_MS = 5_000;

const wishMint = (trial: Trial, round: number): Promise<string> =>
  trial.world.wish({
    key: `mint:after-halt:${round}`,
    kind: "mint",
    payload: { currency: "HKD", to: trial.collection, amount: "3" },
    signer: "operator",
  });

const tooDeep = async (trial: Trial): Promise<Verdict> => {
  const { world } = trial;
  const { index, chain } = world.settlement;
  const faults: string[] = [];
  const caughtUp = async () => (await index.cursor("seen"))?.number === (await chain.headNumber());
  if ((await eventually(10_000, caughtUp)) === null) faults.push("the worker did not catch up");
  const before = await rowsOf(trial);
  const from = performance.now();
  await trial.reorganise(70);
  const isHalted = async () => (await index.halted()) !== null;
  const waited = await eventually(POLL_MS, isHalted);
  const halted = waited === null ? null : performance.now() - from;
  if (halted === null) faults.push("not halted within a poll");
  const attempts = await trial.count("TxAttempt");
  await wishMint(trial, 1);
  await sleep(2_000);
  const sends = (await trial.count("TxAttempt")) - attempts;
  if (sends > 0) faults.push(`${sends} sends while halted`);
  if ((await rowsOf(trial)) !== before) faults.push(`rows ${before} became ${await rowsOf(trial)}`);
  const { complaints, halt } = await world.views.operations.health();
  if (!complaints.includes("halted") || !halt?.reason.includes("which was final"))
    faults.push("operations does not say why");
  const { undone } = await world.usecases.resumeChain({ by: "trial", because: "looked into" });
  const isSent = () => trial.count("Intent", `key = 'mint:after-halt:1' and status = 'mined'`);
  const resumed = await eventually(15_000, async () => (await isSent()) === 1);
  if (resumed === null) faults.push("money did not go on after a person resumed");
  const audited = await trial.count("AuditFact", `name in ('chain.halted', 'chain.resumed')`);
  if (audited !== 2) faults.push(`${audited} audit rows`);
  return verdict(
    `halted in ${Math.ceil(halted ?? POLL_MS)} ms, ${sends} sends, ${undone} blocks undone by a person`,
    faults,
  );
};

const beyondFinality: FaultRow = {
  row: "F14",
  promise:
    "a reorganisation below the final block halts money and not pages, takes no row away, and a person resumes",
  run: () =>
    inTrial(async (trial) => {
      await trial.follow();
      for (let round = 0; round < 5; round += 1)
        await trial.send(await trial.sign(trial.buyer, BigInt(round + 1)));
      await trial.world.mine(69);
      const found = await withWorker(trial, () => tooDeep(trial));
      trial.forgetNonces();
      await trial.follow();
      const fault = faultsIn(await differences(trial));
      return fault === "" ? found : verdict(found.figure, [found.why, fault]);
    }),
};

/** Damage of every kind that a read model can have; the books can be added to only. */
const damage = async ({ world, id }: Trial): Promise<void> => {
  const { pool } = world;
  await pool.query('update "Receivable" set status = $2, escrow = escrow + 1 where id = $1', [
    id,
    "settled",
  ]);
  await pool.query('delete from "Position"');
  await pool.query('delete from "ChainEvent" where "logIndex" % 2 = 1');
  await pool.query(`update "ChainEvent" set args = '{"value": "1"}' where name = 'Transfer'`);
  await pool.query('delete from "CollectionAccount"');
  await pool.query('update "LedgerAccount" set balance = balance + 1');
};

const rebuilt = async (trial: Trial): Promise<number> => {
  const portions: Portion[] = [];
  const upTo = await trial.world.usecases.readFacts((portion) => {
    portions.push(portion);
  });
  async function* told() {
    yield* portions;
  }
  const { rebooked } = await trial.world.settlement.index.rebuild(upTo, told());
  return rebooked;
};

const reindex: FaultRow = {
  row: "F48",
  promise: "a full re-index from the first block, also of a damaged model, is row for row the same",
  run: () =>
    inTrial(async (trial) => {
      const { world, parties } = trial;
      await livedThrough(world, parties);
      // The world takes two blocks below the head for final.
      await trial.reorganise(1);
      await trial.follow();
      await world.calm();
      await trial.follow();
      const before = await modelHash(trial);
      const faults: string[] = [];
      const kept = await rebuilt(trial);
      if (kept !== 0) faults.push(`${kept} right blocks were booked anew`);
      if ((await modelHash(trial)).hash !== before.hash) faults.push("a whole model changed");
      await damage(trial);
      if ((await modelHash(trial)).hash === before.hash) faults.push("the damage did not show");
      await rebuilt(trial);
      const after = await modelHash(trial);
      if (after.hash !== before.hash) faults.push("the rebuilt model differs");
      return verdict(
        `${before.rows} rows, hash ${before.hash.slice(0, 12)} and ${after.hash.slice(0, 12)}`,
        [...faults, faultsIn(await differences(trial))],
      );
    }),
};

/** What only a person or a full re-index puts right. */
export const indexerHaltRows: readonly FaultRow[] = [beyondFinality, reindex];
