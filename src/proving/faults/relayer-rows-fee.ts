import { setTimeout as sleep } from "node:timers/promises";
import { FEE_CAP } from "@/core/relay/fees";
import { hearLog } from "@/proving/harness/heard-log";
import { refusesToSend } from "@/proving/harness/node-fault";
import { eventually, type Ground, openGround, untilDone } from "@/proving/harness/relay-ground";
import { faultsIn, judge } from "@/proving/harness/relay-judge";
import type { Relayer } from "@/workers/relayer/relayer";
import type { FaultRow } from "./fault-row";
import { verdictOf } from "./verdict";

const GWEI = 1_000_000_000n;
const PATIENCE_MS = 20_000;

const hex = (value: bigint): string => `0x${value.toString(16)}`;

type Paid = { attempt: number; nonce: number; fee: bigint; tip: bigint; hash: string };

const paid = async ({ world }: Ground): Promise<Paid[]> => {
  const { rows } = await world.pool.query<Paid>(
    `select attempt, nonce, "maxFeePerGas" as fee, "maxPriorityFeePerGas" as tip, hash from "TxAttempt"
     order by nonce, attempt`,
  );
  return rows.map((row) => ({ ...row, fee: BigInt(row.fee), tip: BigInt(row.tip) }));
};

/** Steps that are below 12.5 %, above 20 % or above the cap; the step that ends at the cap may be shorter than 20 %. */
const wrongSteps = (made: readonly Paid[]): number =>
  made.filter(({ fee, tip }, index) => {
    const before = made[index - 1];
    if (fee > FEE_CAP) return true;
    if (!before) return false;
    const within = (from: bigint, to: bigint) =>
      to * 1_000n >= from * 1_125n && to * 1_000n <= from * 1_200n;
    return !within(before.fee, fee) || !within(before.tip, tip);
  }).length;

/** Blocks cost this much per gas, one after the other, while the lane is relayed; nothing under way fits. */
const dearBlocks = async (
  ground: Ground,
  baseFee: bigint,
  blocks: number,
  change: Partial<Relayer>,
) => {
  for (let block = 0; block < blocks; block += 1) {
    await ground.node("anvil_setNextBlockBaseFeePerGas", [hex(baseFee)]);
    await ground.node("evm_mine");
    await sleep(30);
    await ground.relay(change);
  }
};

const IMPATIENT = { resendAfterMs: 100, bumpAfterMs: 20, attemptsMax: 10, finalityDepth: 2 };

/** A base fee ten times as high for twenty blocks. */
const tenfold = async (ground: Ground): Promise<{ figure: string; wrong: string[] }> => {
  const heard = hearLog();
  const change = { log: heard.log, patience: { ...IMPATIENT, bumpAfterMs: 60 } };
  await ground.node("evm_setAutomine", [false]);
  const accounts = await ground.wishMints(1);
  await ground.relay(change);
  const [first] = await paid(ground);
  const tooDear = (first?.fee ?? 0n) * 5n;
  let blocksToBump = 0;
  while ((await paid(ground)).length < 2 && blocksToBump < 20) {
    await dearBlocks(ground, tooDear, 1, change);
    blocksToBump += 1;
  }
  await dearBlocks(ground, tooDear, 20 - blocksToBump, change);
  const made = await paid(ground);
  await ground.node("anvil_setNextBlockBaseFeePerGas", [hex(GWEI)]);
  await ground.node("evm_setAutomine", [true]);
  await ground.node("evm_mine");
  await untilDone(ground, PATIENCE_MS, change);
  const judgement = await judge(ground, accounts);
  return {
    figure: `first bump after ${blocksToBump} blocks, ${made.length} attempts, ${wrongSteps(made)} wrong steps, ${judgement.once} effect`,
    wrong: [
      ...faultsIn(judgement, 1),
      ...(blocksToBump <= 3 ? [] : [`first bump after ${blocksToBump} blocks`]),
      ...(made.length > 1 && made.length <= 10 ? [] : [`${made.length} attempts`]),
      ...(wrongSteps(made) === 0 ? [] : ["a step is outside 12.5 to 20 %"]),
    ],
  };
};

/** Stuck for ever, from `fee` on: every attempt that may be, then an alarm. */
const stuckAt = async (
  ground: Ground,
  fee: bigint,
): Promise<{ figure: string; wrong: string[] }> => {
  const heard = hearLog();
  const { sender } = ground.world.settlement;
  const dear = { maxFeePerGas: fee, maxPriorityFeePerGas: GWEI, baseFeePerGas: fee };
  const chain = { ...sender, fees: () => Promise.resolve(dear) };
  const change = { log: heard.log, patience: IMPATIENT, chain };
  const before = (await paid(ground)).length;
  await ground.node("evm_setAutomine", [false]);
  const accounts = await ground.wishMints(1);
  const alarmed = await eventually(
    PATIENCE_MS,
    async () => {
      await ground.relay(change);
      return heard.alarms("somebody must look") > 0;
    },
    25,
  );
  const made = (await paid(ground)).slice(before);
  await ground.node("evm_setAutomine", [true]);
  await ground.node("evm_mine");
  await untilDone(ground, PATIENCE_MS, change);
  const judgement = await judge(ground, accounts);
  const highest = made.at(-1)?.fee ?? 0n;
  return {
    figure: `from ${fee / GWEI} gwei ${made.length} attempts up to ${highest / GWEI}, then an alarm`,
    wrong: [
      ...faultsIn(judgement, 1),
      ...(alarmed === null ? ["no alarm"] : []),
      ...(made.length > 10 || highest > FEE_CAP ? ["went past its limits"] : []),
    ],
  };
};

const stuck: FaultRow = {
  row: "F5",
  promise:
    "What is stuck pays 12.5 to 20 % more, never above the cap, at most ten times, then calls somebody",
  run: async () => {
    const ground = await openGround({ seed: 5 });
    try {
      const parts = [
        await tenfold(ground),
        await stuckAt(ground, 2n * GWEI),
        await stuckAt(ground, 400n * GWEI),
      ];
      return verdictOf(
        parts.map(({ figure }) => figure).join("; "),
        parts.flatMap(({ wrong }) => wrong),
      );
    } finally {
      await ground.node("evm_setAutomine", [true]);
      await ground.close();
    }
  },
};

const race: FaultRow = {
  row: "F6",
  promise: "An old attempt that is mined after a bump counts, and nothing more is sent",
  run: async (depth) => {
    const rounds = depth === "nightly" ? 40 : 6;
    const ground = await openGround({ seed: 6 });
    const change = { patience: IMPATIENT };
    let first = 0;
    let further = 0;
    const accounts: string[] = [];
    try {
      for (let round = 0; round < rounds; round += 1) {
        await ground.node("evm_setAutomine", [false]);
        accounts.push(...(await ground.wishMints(1)));
        await ground.relay(change);
        // The node never hears of the later attempts.
        ground.proxy.rules(refusesToSend("upstream connect error"));
        await eventually(PATIENCE_MS, async () => {
          await sleep(25);
          await ground.relay(change);
          const made = await paid(ground);
          return made.filter(({ nonce }) => nonce === made.at(-1)?.nonce).length >= 3;
        });
        await ground.node("evm_mine");
        ground.proxy.forget();
        ground.proxy.rules();
        await untilDone(ground, PATIENCE_MS, change);
        further += ground.proxy.calls("eth_sendRawTransaction");
        const made = await paid(ground);
        const oldest = made.find(({ nonce }) => nonce === made.at(-1)?.nonce);
        const { rows } = await ground.world.pool.query(
          `select 1 from "Intent" where "txHash" = $1 and status in ('mined', 'final')`,
          [oldest?.hash],
        );
        first += rows.length;
      }
      const judgement = await judge(ground, accounts);
      const figure = `${first} of ${rounds} booked with the first hash, ${further} further sends`;
      return verdictOf(figure, [
        ...faultsIn(judgement, rounds),
        ...(first === rounds ? [] : ["another hash was booked"]),
        ...(further === 0 ? [] : [`${further} further sends`]),
      ]);
    } finally {
      await ground.node("evm_setAutomine", [true]);
      await ground.close();
    }
  },
};

const dropped: FaultRow = {
  row: "F8",
  promise: "What a node drops from its pool is sent again within 30 s",
  run: async (depth) => {
    const rounds = depth === "nightly" ? 20 : 4;
    const resendAfterMs = depth === "nightly" ? 10_000 : 1_000;
    const ground = await openGround({ seed: 8 });
    const change = { patience: { ...IMPATIENT, resendAfterMs, bumpAfterMs: 48_000 } };
    const accounts: string[] = [];
    const waits: number[] = [];
    try {
      await ground.node("evm_setAutomine", [false]);
      for (let round = 0; round < rounds; round += 1) {
        accounts.push(...(await ground.wishMints(1)));
        await ground.relay(change);
        const hash = (await paid(ground)).at(-1)?.hash;
        await ground.node("anvil_dropTransaction", [hash]);
        const back = await eventually(30_000, async () => {
          await ground.relay(change);
          return (await ground.node<object | null>("eth_getTransactionByHash", [hash])) !== null;
        });
        if (back !== null) waits.push(back);
        await ground.node("evm_mine");
        await ground.relay(change);
      }
      await ground.node("evm_setAutomine", [true]);
      await untilDone(ground, PATIENCE_MS, change);
      const judgement = await judge(ground, accounts);
      const figure = `${waits.length} of ${rounds} sent again, the slowest after ${(Math.max(...waits) / 1_000).toFixed(1)} s (asked again after ${resendAfterMs / 1_000} s here, 10 s in earnest)`;
      return verdictOf(figure, [
        ...faultsIn(judgement, rounds),
        ...(waits.length === rounds ? [] : ["not sent again in 30 s"]),
      ]);
    } finally {
      await ground.node("evm_setAutomine", [true]);
      await ground.close();
    }
  },
};

/** What fees and the pool bring about. */
export const feeRows: readonly FaultRow[] = [stuck, race, dropped];
