import { carryIn, openActs, overtake } from "@/commands/testing/open-acts";
import { makeFinal } from "@/commands/testing/recorded-life";
import { enterParties, type Parties, type World } from "@/commands/testing/settlement-world";
import { inWorld, judged } from "./books-ground";
import type { Depth, FaultRow, Verdict } from "./fault-row";
import { complaints, type Expect } from "./money-ground";

/** Acts that are tried with every change; every night all of them are. */
const CHANGE = ["register", "fund", "release", "settle"];

const ways = { "before ours was sent": carryIn, "before ours was mined": overtake } as const;

type Ended = {
  status: string;
  txHash: string | null;
  blockNumber: number | null;
  attempts: bigint;
};

const endOf = async ({ pool }: World, id: string): Promise<Ended | undefined> =>
  (
    await pool.query<Ended>(
      `select status, "txHash", "blockNumber",
         (select count(*) from "TxAttempt" where "intentId" = i.id) as attempts from "Intent" i where id = $1`,
      [id],
    )
  ).rows[0];

const wish = async (world: World, parties: Parties, kind: string): Promise<string> => {
  const act = openActs[kind];
  if (!act) throw new Error(`Nobody knows how to ${kind}.`);
  return act(world, parties);
};

/** Strangers do each act, in each way; answers how many ended as done by them. */
const doneByStrangers = async (
  { world, parties, expect }: { world: World; parties: Parties; expect: Expect },
  kinds: readonly string[],
): Promise<number> => {
  let done = 0;
  for (const kind of kinds)
    for (const [way, come] of Object.entries(ways)) {
      const id = await wish(world, parties, kind);
      const hash = await come(world, id);
      await world.calm();
      const { status, txHash } = (await endOf(world, id)) ?? {};
      const isDone = (status === "mined" || status === "final") && txHash === hash;
      done += isDone ? 1 : 0;
      expect(isDone, `${kind} by a stranger ${way} ended ${status}, naming ${txHash}`);
    }
  return done;
};

/** The block with a stranger's payment is lost: ours has to follow. Answers whether it did, once. */
const doneByUsAfter = async (world: World, parties: Parties): Promise<boolean> => {
  const id = await wish(world, parties, "settle");
  await carryIn(world, id);
  await world.follow();
  await world.relay();
  const { blockNumber } = (await endOf(world, id)) ?? {};
  if (!blockNumber) return false;
  const head = await world.settlement.chain.headNumber();
  await world.rpc("anvil_reorg", [head - blockNumber + 1, []]);
  await world.follow();
  await world.calm();
  await makeFinal(world);
  const ended = await endOf(world, id);
  return ended?.status === "final" && ended.attempts === 1n;
};

const ahead = (depth: Depth): Promise<Verdict> =>
  inWorld(async (world, ground) => {
    const { expect, verdict } = complaints();
    const parties = await enterParties(world, 1);
    const kinds = depth === "nightly" ? Object.keys(openActs) : CHANGE;
    const done = await doneByStrangers({ world, parties, expect }, kinds);
    const isOurs = await doneByUsAfter(world, parties);
    expect(isOurs, "a payment that was undone with a stranger's block was not made once by us");
    const failed = await world.pool.query(`select 1 from "Intent" where status = 'failed'`);
    expect(failed.rowCount === 0, `${failed.rowCount} intents failed`);
    const differences = await judged(world, ground, ["I1", "I2", "I3", "I5", "I6", "I8"]);
    expect(differences.length === 0, JSON.stringify(differences.slice(0, 2)));
    return verdict(
      `${done}/${2 * kinds.length} acts done by strangers, ${isOurs ? 1 : 0}/1 by us after a lost block, ${failed.rowCount} failed, ${differences.length} differences`,
    );
  });

/** Strangers who see what was signed, and are faster. */
export const aheadRows: readonly FaultRow[] = [
  {
    row: "F49",
    promise: "What a stranger carries in before us is done once, and nobody is told that it failed",
    run: ahead,
  },
];
