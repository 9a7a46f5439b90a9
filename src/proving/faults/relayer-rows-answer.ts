import type { BroadcastOutcome } from "@/ports/chain-sender";
import { losesAnswer, refusesToSend, takesButSays } from "@/proving/harness/node-fault";
import { type Ground, openGround, untilDone } from "@/proving/harness/relay-ground";
import { faultsIn, judge } from "@/proving/harness/relay-judge";
import { saidByNodes } from "@/proving/harness/said-by-nodes";
import type { FaultRow } from "./fault-row";
import { verdictOf } from "./verdict";

const PATIENCE_MS = 30_000;

const lostAnswers: FaultRow = {
  row: "F9",
  promise: "An answer that is lost after a node took the bytes counts as sent: one effect",
  run: async (depth) => {
    const sends = depth === "nightly" ? 500 : 50;
    const ground = await openGround({ seed: 9 });
    try {
      ground.proxy.rules(losesAnswer(0.2));
      const accounts = await ground.wishMints(sends);
      const took = await untilDone(ground, PATIENCE_MS * 4);
      const lost = ground.proxy.befallen();
      const judgement = await judge(ground, accounts);
      const figure = `${sends} sends, ${lost} answers lost, ${judgement.once} effects, ${judgement.doubled} doubles`;
      return verdictOf(figure, [
        ...faultsIn(judgement, sends),
        ...(took === null ? ["not over in time"] : []),
        ...(lost < sends / 20 ? ["too few answers were lost to show anything"] : []),
      ]);
    } finally {
      await ground.close();
    }
  },
};

type Kind = BroadcastOutcome["kind"];

/** Whether a node that says this has the bytes. */
const TAKEN: Readonly<Record<Kind, boolean>> = {
  ...{ sent: true, "nonce-used": true, unknown: true },
  ...{ underpriced: false, refused: false, unusable: false },
};

/** The first broadcast meets these words; answers how the relayer took them. */
const meet = async (ground: Ground, says: string, means: Kind): Promise<Kind | undefined> => {
  const { sender } = ground.world.settlement;
  ground.proxy.rules(TAKEN[means] ? { ...takesButSays(says), times: 1 } : refusesToSend(says, 1));
  let heard: Kind | undefined;
  const broadcast: typeof sender.broadcast = async (raw) => {
    const outcome = await sender.broadcast(raw);
    heard ??= outcome.kind;
    return outcome;
  };
  const patience = { ...ground.world.relayer.patience, resendAfterMs: 20 };
  await untilDone(ground, PATIENCE_MS, { chain: { ...sender, broadcast }, patience });
  return heard;
};

const wordings: FaultRow = {
  row: "F7",
  promise: "Each node's wording is understood, and none of them ever leads to a new nonce",
  run: async () => {
    const ground = await openGround({ seed: 7 });
    try {
      const accounts: string[] = [];
      const wrong: string[] = [];
      for (const [node, says, means] of saidByNodes) {
        accounts.push(...(await ground.wishMints(1)));
        const heard = await meet(ground, says, means);
        if (heard !== means) wrong.push(`${node} "${says}" was taken as ${heard}`);
      }
      const count = saidByNodes.length;
      const { rows } = await ground.world.pool.query<{ n: bigint }>(
        `select count(distinct nonce) as n from "TxAttempt"`,
      );
      const extra = Number(rows[0]?.n) - count;
      const judgement = await judge(ground, accounts);
      const figure = `${count - wrong.length} of ${count} wordings, ${extra} new nonces, ${judgement.once} effects`;
      return verdictOf(figure, [
        ...wrong,
        ...(extra === 0 ? [] : [`${extra} new nonces`]),
        ...faultsIn(judgement, count),
      ]);
    } finally {
      await ground.close();
    }
  },
};

/** What money says, on chain and in the books. */
const moneyOf = async ({ world, node }: Ground): Promise<string> => {
  const coin = world.settlement.coins.get("HKD") ?? "";
  const supply = await node<string>("eth_call", [{ to: coin, data: TOTAL_SUPPLY }, "latest"]);
  const { rows } = await world.pool.query(
    'select id, balance::text as balance from "LedgerAccount" order by id',
  );
  return JSON.stringify([supply, rows]);
};

const TOTAL_SUPPLY = "0x18160ddd";
const PAUSE = "0x8456cb59";
const UNPAUSE = "0x3f4ba83a";
/** Numbers of the node's own accounts. */
const ADMIN = 0;
const GUARDIAN = 3;
const HIGH = 100_000_000_000;

const hex = (value: number): string => `0x${value.toString(16)}`;

/** One of the node's own accounts calls the coin, for a high fee. */
const callCoin = async ({ world, node }: Ground, account: number, data: string): Promise<void> => {
  const accounts = await node<string[]>("eth_accounts");
  const to = world.settlement.coins.get("HKD");
  const fees = { maxFeePerGas: hex(2 * HIGH), maxPriorityFeePerGas: hex(HIGH) };
  await node("eth_sendTransaction", [
    { from: accounts[account], to, data, gas: "0x30d40", ...fees },
  ]);
};

/** Sends are in the pool; the coin is paused in the block before theirs. */
const pauseUnderway = async (ground: Ground): Promise<void> => {
  const { node } = ground;
  await ground.relay();
  await callCoin(ground, GUARDIAN, PAUSE);
  await node("anvil_setNextBlockBaseFeePerGas", [hex(HIGH)]);
  await node("evm_mine");
  await node("anvil_setNextBlockBaseFeePerGas", [hex(1)]);
  await node("evm_mine");
};

const revert: FaultRow = {
  row: "F10",
  promise: "What reverts on chain fails with its reason, owns its nonce, and moves no money",
  run: async () => {
    const count = 5;
    const ground = await openGround({ seed: 10 });
    const { node, world } = ground;
    try {
      const before = await moneyOf(ground);
      await node("evm_setAutomine", [false]);
      const accounts = await ground.wishMints(count);
      await pauseUnderway(ground);
      await node("evm_setAutomine", [true]);
      const took = await untilDone(ground, PATIENCE_MS);
      const after = await moneyOf(ground);
      const { rows } = await world.pool.query<{ code: string | null }>(
        `select error->>'code' as code from "Intent" where status = 'failed'`,
      );
      const told = rows.filter(({ code }) => code === "CoinPaused").length;
      const { once, never, gaps, unknown } = await judge(ground, accounts);
      const figure = `${rows.length} of ${count} failed, ${told} with the contract's own reason, ${gaps} gaps, ${once} effects`;
      return verdictOf(figure, [
        ...(took === null ? ["not over in time"] : []),
        ...(rows.length === count && told === count ? [] : ["a reason is missing"]),
        ...(never === count && before === after ? [] : ["money moved"]),
        ...(gaps + unknown === 0 ? [] : ["a nonce has no owner"]),
      ]);
    } finally {
      await node("evm_setAutomine", [true]);
      await callCoin(ground, ADMIN, UNPAUSE);
      await ground.close();
    }
  },
};

/** What a node's answers bring about. */
export const answerRows: readonly FaultRow[] = [wordings, lostAnswers, revert];
