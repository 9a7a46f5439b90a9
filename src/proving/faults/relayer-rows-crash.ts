import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { Wallet } from "ethers";
import type { LandmarkName } from "@/ports/landmark";
import { chanceOf } from "@/proving/harness/chance";
import {
  eventually,
  type Ground,
  openCount,
  openGround,
  untilDone,
} from "@/proving/harness/relay-ground";
import { faultsIn, judge } from "@/proving/harness/relay-judge";
import { runChild, startWorkerChild } from "@/proving/harness/worker-child";
import type { FaultRow } from "./fault-row";
import { verdictOf } from "./verdict";

const WISHES = 4;
const CRASH_MS = 30_000;
const RECOVERY_MS = 60_000;

/** A worker ends itself at the landmark while wishes are under way; true when it did. */
const crashOnce = async (ground: Ground, name: LandmarkName, count: number): Promise<boolean> => {
  const worker = await startWorkerChild(ground.variables, { name, count });
  const late = setTimeout(() => void worker.stop("SIGKILL"), CRASH_MS);
  const how = await worker.ended;
  clearTimeout(late);
  return how === "SIGKILL";
};

/** A worker without a landmark brings everything to its end; answers after how long, null when it did not. */
const recover = async (ground: Ground): Promise<number | null> => {
  const worker = await startWorkerChild(ground.variables);
  const took = await eventually(RECOVERY_MS, async () => (await openCount(ground)) === 0, 100);
  await worker.stop();
  return took;
};

const seconds = (ms: number | null): string =>
  ms === null ? "never" : `${(ms / 1_000).toFixed(1)} s`;

const AFTER_COMMIT = ["committed", "broadcast", "answered"] as const satisfies LandmarkName[];

const betweenBroadcastAndWrite: FaultRow = {
  row: "F1",
  promise:
    "A worker killed between commit, broadcast and what it writes after: the same bytes, one effect",
  run: async (depth) => {
    const seeds = depth === "nightly" ? 200 : 1;
    const ground = await openGround({ seed: 1 });
    try {
      const chance = chanceOf(1);
      const accounts: string[] = [];
      let crashed = 0;
      for (let seed = 0; seed < seeds; seed += 1)
        for (const name of AFTER_COMMIT) {
          accounts.push(...(await ground.wishMints(WISHES)));
          if (await crashOnce(ground, name, 1 + Math.floor(chance() * WISHES))) crashed += 1;
        }
      const runs = seeds * AFTER_COMMIT.length;
      const took = await recover(ground);
      const judgement = await judge(ground, accounts);
      const { rows } = await ground.world.pool.query<{ n: bigint }>(
        `select count(*) as n from "TxAttempt" where attempt > 0`,
      );
      const figure = `${crashed} of ${runs} kills at K4, K5, K6 (25 seeds each want 75), ${judgement.once} of ${accounts.length} effects, ${judgement.doubled} doubles, ${judgement.gaps} gaps, ${rows[0]?.n ?? 0} other bytes, over ${seconds(took)} after the restart`;
      return verdictOf(figure, [
        ...faultsIn(judgement, accounts.length),
        ...(crashed === runs ? [] : ["a worker was not killed where it should be"]),
        ...(took === null ? ["not over in 60 s"] : []),
      ]);
    } finally {
      await ground.close();
    }
  },
};

const used = async ({ world }: Ground): Promise<{ attempts: number; intents: number }> => {
  const { rows } = await world.pool.query<{ attempts: bigint; intents: bigint }>(
    `select (select count(*) from "TxAttempt") as attempts, (select count(*) from "Intent") as intents`,
  );
  return { attempts: Number(rows[0]?.attempts ?? 0), intents: Number(rows[0]?.intents ?? 0) };
};

/** A program is killed while it records a wish: nothing is there, and the same wish is recorded by a second try. */
const crashWishing = async (ground: Ground): Promise<{ account: string; wrong: string[] }> => {
  const account = Wallet.createRandom().address;
  const wish = {
    key: `mint:${randomUUID()}`,
    kind: "mint",
    payload: { currency: "HKD", to: account, amount: "5" },
    signer: "operator",
  } as const;
  const program = [join("src", "proving", "harness", "wish-program.ts"), JSON.stringify(wish)];
  const before = await used(ground);
  const how = await runChild(program, ground.variables, { name: "intent-inserted", count: 1 });
  const between = await used(ground);
  await ground.world.wish(wish);
  const after = await used(ground);
  return {
    account,
    wrong: [
      ...(how === "SIGKILL" ? [] : ["the program was not killed at K1"]),
      ...(between.intents === before.intents ? [] : ["half a wish was left at K1"]),
      ...(after.intents === before.intents + 1 ? [] : ["K1 could not be repeated"]),
    ],
  };
};

const BEFORE_COMMIT = ["lane-locked", "signed"] as const satisfies LandmarkName[];

const beforeCommit: FaultRow = {
  row: "F2",
  promise: "A program killed before its commit leaves nothing: no nonce used, the wish repeatable",
  run: async (depth) => {
    const seeds = depth === "nightly" ? 100 : 1;
    const ground = await openGround({ seed: 2 });
    try {
      const chance = chanceOf(2);
      const accounts: string[] = [];
      const wrong: string[] = [];
      for (let seed = 0; seed < seeds; seed += 1) {
        const wished = await crashWishing(ground);
        accounts.push(wished.account);
        wrong.push(...wished.wrong);
        for (const name of BEFORE_COMMIT) {
          accounts.push(...(await ground.wishMints(WISHES)));
          const { attempts } = await used(ground);
          const count = 1 + Math.floor(chance() * WISHES);
          if (!(await crashOnce(ground, name, count))) wrong.push(`no kill at ${name}`);
          const made = (await used(ground)).attempts - attempts;
          if (made !== count - 1)
            wrong.push(`${name}: ${made} nonces used instead of ${count - 1}`);
        }
      }
      const took = await untilDone(ground, RECOVERY_MS);
      const judgement = await judge(ground, accounts);
      const figure = `${seeds * 3} kills at K1, K2, K3 (10 seeds each want 30), ${judgement.once} of ${accounts.length} effects, ${judgement.gaps} gaps, over ${seconds(took)} after the restart`;
      return verdictOf(figure, [
        ...wrong,
        ...faultsIn(judgement, accounts.length),
        ...(took === null ? ["not over in 60 s"] : []),
      ]);
    } finally {
      await ground.close();
    }
  },
};

/** What the death of a program brings about. */
export const crashRows: readonly FaultRow[] = [betweenBroadcastAndWrite, beforeCommit];
