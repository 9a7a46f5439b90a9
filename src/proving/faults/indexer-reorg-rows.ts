import type { ChainIndex } from "@/ports/chain-index";
import type { FaultRow } from "@/proving/faults/fault-row";
import { DEPTH, inTrial, type Trial } from "@/proving/faults/indexer-trial";
import { differences, faultsIn, verdict } from "@/proving/faults/indexer-truth";
import { chanceOf } from "@/proving/harness/chance";

/** How often a transaction's coin movement stands in the read model, and in which block. */
const placesOf = async ({ world }: Trial, hash: string): Promise<number[]> => {
  const found = await world.pool.query<{ blockNumber: number }>(
    `select "blockNumber" from "ChainEvent" where "txHash" = $1 and name = 'Transfer'`,
    [hash],
  );
  return found.rows.map(({ blockNumber }) => blockNumber);
};

/** Runs blocks again from a moment: what `before` does is lost, what `after` does stands in its place. */
const replace = async (
  trial: Trial,
  { before, after }: { before: () => Promise<void>; after: () => Promise<void> },
): Promise<void> => {
  const { world } = trial;
  const moment = await world.rpc<string>("evm_snapshot", []);
  await before();
  await trial.follow();
  await world.rpc("evm_revert", [moment]);
  trial.forgetNonces();
  await after();
};

const movedOnce: FaultRow = {
  row: "F11",
  promise: "a transaction that moves to another block is told once, at its new place",
  run: (depth) =>
    inTrial(async (trial) => {
      const { world } = trial;
      const rounds = depth === "nightly" ? 200 : 20;
      const faults: string[] = [];
      let moved = 0;
      for (let round = 0; round < rounds; round += 1) {
        const payment = await trial.sign(trial.buyer, BigInt(round + 1));
        let first: number[] = [];
        await replace(trial, {
          before: async () => {
            await trial.send(payment);
            await trial.follow();
            first = await placesOf(trial, payment.hash);
          },
          after: async () => {
            await world.mine(1);
            await trial.send(payment);
          },
        });
        await trial.follow();
        const second = await placesOf(trial, payment.hash);
        if (first.length === 1 && second.length === 1 && second[0] !== first[0]) moved += 1;
        else faults.push(`round ${round}: in blocks ${first} and then ${second}`);
      }
      const found = await differences(trial);
      return verdict(`${moved}/${rounds} moved, none doubled`, [...faults, faultsIn(found)]);
    }),
};

/** Loses the newest blocks with relayed mints in them and waits until the relayer has brought them back. */
const loseAndResend = async (trial: Trial, depth: number): Promise<number> => {
  const { world, collection } = trial;
  const key = `mint:${collection}:${Math.random()}`;
  const payload = { currency: "HKD", to: collection, amount: "7" };
  await world.wish({ key, kind: "mint", payload, signer: "operator" });
  const isMined = async () => {
    const found = await world.pool.query<{ status: string }>(
      'select status from "Intent" where key = $1',
      [key],
    );
    return found.rows[0]?.status === "mined";
  };
  await trial.relay();
  await trial.follow();
  await trial.relay();
  if (!(await isMined())) throw new Error("The mint was not mined before the reorganisation.");
  await world.mine(depth - 1);
  await trial.follow();
  await trial.reorganise(depth);
  await trial.follow();
  const from = performance.now();
  for (let pass = 0; pass < 60; pass += 1) {
    await trial.relay();
    await trial.follow();
    const told = await trial.count(
      "ChainEvent",
      `"txHash" = (select "txHash" from "Intent" where key = '${key}')`,
    );
    if (told > 0) return performance.now() - from;
  }
  throw new Error("The relayer did not bring the transaction back.");
};

const lostAndResent: FaultRow = {
  row: "F12",
  promise: "a transaction lost with five blocks is reversed in the books and sent again",
  run: (depth) =>
    inTrial(async (trial) => {
      const rounds = depth === "nightly" ? 200 : 10;
      let slowest = 0;
      const before = await trial.count("ChainEvent", "name = 'Transfer'");
      for (let round = 0; round < rounds; round += 1)
        slowest = Math.max(slowest, await loseAndResend(trial, 5));
      const effects = (await trial.count("ChainEvent", "name = 'Transfer'")) - before;
      const found = await differences(trial);
      return verdict(
        `${effects} effects of ${rounds} wishes, resent within ${Math.ceil(slowest)} ms`,
        [
          effects === rounds ? "" : `${effects} effects of ${rounds} wishes`,
          slowest <= 30_000 ? "" : `resent after ${slowest} ms`,
          faultsIn(found),
        ],
      );
    }),
};

/** Fills blocks with one payment each. */
const payInBlocks = async (trial: Trial, blocks: number): Promise<void> => {
  for (let block = 0; block < blocks; block += 1)
    await trial.send(await trial.sign(trial.buyer, BigInt(block + 1)));
};

const deepUndo: FaultRow = {
  row: "F13",
  promise:
    "fifty lost blocks are undone within ten seconds, and nothing in them had counted as final",
  run: (depth) =>
    inTrial(async (trial) => {
      const { world } = trial;
      const rounds = depth === "nightly" ? 5 : 1;
      const faults: string[] = [];
      let slowest = 0;
      let final = 0;
      for (let round = 0; round < rounds; round += 1) {
        await world.mine(DEPTH);
        await trial.follow();
        await payInBlocks(trial, 50);
        await trial.follow();
        const from = (await world.settlement.index.cursor("seen"))?.number ?? 0;
        final += await trial.count("Receivable", "grade = 'final'");
        await trial.reorganise(50);
        trial.forgetNonces();
        const at = performance.now();
        await trial.follow();
        slowest = Math.max(slowest, performance.now() - at);
        const left = await trial.count("ChainEvent", `"blockNumber" > ${from - 50}`);
        if (left > 0) faults.push(`${left} lost events stayed`);
      }
      const found = await differences(trial);
      return verdict(`50 blocks undone in ${Math.ceil(slowest)} ms, ${final} of them final`, [
        ...faults,
        slowest <= 10_000 ? "" : `the undo took ${slowest} ms`,
        final === 0 ? "" : "a receivable was final inside the finality depth",
        faultsIn(found),
      ]);
    }),
};

class EndedHere extends Error {}

/** An index whose program ends in the middle of undoing its n-th block, or whose chain moves again then. */
const troubled = (
  { world }: Trial,
  { after, trouble }: { after: number; trouble: () => Promise<void> },
): ChainIndex => {
  let undone = 0;
  return {
    ...world.settlement.index,
    undo: async (block) => {
      undone += 1;
      if (undone === after) await trouble();
      return world.settlement.index.undo(block);
    },
  };
};

/** One reorganisation that is disturbed while it is undone: by another one, by the program's end, or by both. */
const disturbed = async (trial: Trial, seed: number): Promise<void> => {
  const { world } = trial;
  const chance = chanceOf(seed);
  const upTo = (most: number) => 1 + Math.floor(chance() * most);
  const [length, first, second] = [upTo(5), upTo(4), upTo(3)];
  const ends = chance() < 0.5;
  const refill = chance() < 0.7;
  await payInBlocks(trial, length);
  await trial.follow();
  // As high as before: the same height, another hash.
  await trial.reorganise(Math.min(first, length));
  trial.forgetNonces();
  if (refill) await payInBlocks(trial, upTo(2));
  const trouble = async () => {
    await trial.reorganise(second);
    trial.forgetNonces();
    if (refill) await payInBlocks(trial, upTo(3));
    if (ends) throw new EndedHere();
  };
  const index = troubled(trial, { after: upTo(first), trouble });
  await trial.follow({ index }).catch((error: unknown) => {
    if (!(error instanceof EndedHere)) throw error;
  });
  await world.mine(1);
  await trial.follow();
};

/** Set, taken away, set again: the same bytes in two blocks with a block without them between. */
const setAndSetAgain = async (trial: Trial): Promise<string> => {
  const payment = await trial.sign(trial.buyer, 11n);
  const places: number[][] = [];
  const moment = await trial.world.rpc<string>("evm_snapshot", []);
  await trial.send(payment);
  await trial.follow();
  places.push(await placesOf(trial, payment.hash));
  await trial.world.rpc("evm_revert", [moment]);
  await trial.world.mine(1);
  await trial.follow();
  places.push(await placesOf(trial, payment.hash));
  await trial.send(payment);
  await trial.follow();
  places.push(await placesOf(trial, payment.hash));
  trial.forgetNonces();
  const counts = places.map(({ length }) => length).join("-");
  return counts === "1-0-1" ? "" : `set, deleted and set again was told ${counts}`;
};

const reorgDuringUndo: FaultRow = {
  row: "F15",
  promise:
    "a reorganisation during another, a kill in the middle of it, and an equal height end as the chain has it",
  run: (depth) =>
    inTrial(async (trial) => {
      const rounds = depth === "nightly" ? 200 : 20;
      const faults: string[] = [];
      let right = 0;
      for (let seed = 1; seed <= rounds; seed += 1) {
        await disturbed(trial, seed);
        const fault = faultsIn(await differences(trial));
        if (fault === "") right += 1;
        else faults.push(`seed ${seed}: ${fault}`);
      }
      faults.push(await setAndSetAgain(trial), faultsIn(await differences(trial)));
      return verdict(`${right}/${rounds} right`, faults);
    }),
};

type Told = { txHash: string; logIndex: number; value: string };

const movementsOf = async ({ world }: Trial, hashes: readonly string[]): Promise<Told[]> => {
  const found = await world.pool.query<Told>(
    `select "txHash", "logIndex", args->>'value' as value from "ChainEvent"
     where "txHash" = any($1::text[]) and name = 'Transfer' order by "logIndex"`,
    [hashes],
  );
  return found.rows;
};

const otherPlaceInBlock: FaultRow = {
  row: "F16",
  promise:
    "transactions that come back at another place of a block keep their amounts and are told once",
  run: (depth) =>
    inTrial(async (trial) => {
      const { world, payers } = trial;
      const rounds = depth === "nightly" ? 100 : 10;
      const [buyer, lender, other] = payers;
      if (!buyer || !lender || !other) throw new Error("The trial lacks a payer.");
      const faults: string[] = [];
      let swapped = 0;
      for (let round = 0; round < rounds; round += 1) {
        const one = await trial.sign(buyer, BigInt(1_000 + round));
        const two = await trial.sign(lender, BigInt(2_000 + round));
        const ahead = await trial.sign(other, 5n, 100n);
        const mineTogether = async (...together: (typeof one)[]) => {
          await world.rpc("evm_setAutomine", [false]);
          for (const payment of together) await trial.hand(payment);
          await world.mine(1);
          await world.rpc("evm_setAutomine", [true]);
        };
        let before: Told[] = [];
        await replace(trial, {
          before: async () => {
            await mineTogether(one, two);
            await trial.follow();
            before = await movementsOf(trial, [one.hash, two.hash]);
          },
          after: () => mineTogether(ahead, two, one),
        });
        await trial.follow();
        const after = await movementsOf(trial, [one.hash, two.hash]);
        const amounts = new Map(after.map(({ txHash, value }) => [txHash, value]));
        const right =
          after.length === 2 &&
          before.every(({ txHash, value }) => amounts.get(txHash) === value) &&
          before.every(({ logIndex }, place) => logIndex !== after[place]?.logIndex);
        if (right) swapped += 1;
        else faults.push(`round ${round}: ${JSON.stringify([before, after])}`);
      }
      const found = await differences(trial);
      return verdict(`${swapped}/${rounds} at another place, amounts kept`, [
        ...faults,
        faultsIn(found),
      ]);
    }),
};

/** Blocks that the chain loses again, within what may still be lost. */
export const indexerReorgRows: readonly FaultRow[] = [
  movedOnce,
  lostAndResent,
  deepUndo,
  reorgDuringUndo,
  otherPlaceInBlock,
];
