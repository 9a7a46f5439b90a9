import { setTimeout as sleep } from "node:timers/promises";
import { Wallet } from "ethers";
import { type Cluster, openCluster } from "@/proving/harness/own-cluster";
import { eventually, type Ground, openCount, openGround } from "@/proving/harness/relay-ground";
import { faultsIn, judge } from "@/proving/harness/relay-judge";
import { startWorkerChild } from "@/proving/harness/worker-child";
import { judged } from "./books-ground";
import type { Depth, FaultRow } from "./fault-row";
import { verdictOf } from "./verdict";

const UP_MS = 30_000;
const RECOVERY_MS = 15_000;
const LOAD_EVERY_MS = 60;
const LOAD_WAITS_MAX = 10;
const UNDER_LOAD_MS = 700;

/** Wishes for coins, one after the other, each again and again under its key until it is acknowledged. */
const load = (ground: Ground) => {
  const accounts: string[] = [];
  let refused = 0;
  let stopped = false;
  const wishOnce = (account: string): Promise<boolean> =>
    ground.mint(account).then(
      () => true,
      () => {
        refused += 1;
        return false;
      },
    );
  const run = async (): Promise<void> => {
    while (!stopped) {
      await sleep(LOAD_EVERY_MS);
      if ((await openCount(ground).catch(() => 0)) >= LOAD_WAITS_MAX) continue;
      const account = Wallet.createRandom().address;
      while (!(await wishOnce(account))) await sleep(LOAD_EVERY_MS);
      accounts.push(account);
    }
  };
  const running = run();
  return {
    accounts,
    refused: () => refused,
    stop: async () => {
      stopped = true;
      await running;
    },
  };
};

/** Ends the database under load, starts it again, and waits until a wish made after that is in a block. */
const crashOnce = async (ground: Ground, cluster: Cluster, downMs: number) => {
  await sleep(UNDER_LOAD_MS);
  await cluster.crash();
  await sleep(downMs);
  await cluster.start();
  const from = performance.now();
  const account = Wallet.createRandom().address;
  const isMined = async (): Promise<boolean> => {
    const { rowCount } = await ground.world.pool.query(
      `select 1 from "Intent" where key = $1 and status in ('mined', 'final')`,
      [`mint:${account}`],
    );
    return rowCount === 1;
  };
  await eventually(RECOVERY_MS, () =>
    ground.mint(account).then(
      () => true,
      () => false,
    ),
  );
  const took = await eventually(2 * RECOVERY_MS, () => isMined().catch(() => false));
  return { account, ms: took === null ? null : Math.round(performance.now() - from) };
};

const restarts = async (depth: Depth) => {
  const cluster = await openCluster();
  const ground = await openGround({ seed: 23, databaseUrl: cluster.databaseUrl });
  try {
    const workers = await Promise.all([1, 2].map(() => startWorkerChild(ground.variables)));
    const isUp = async () =>
      (await Promise.all(workers.map((each) => each.health()))).every((health) => health === 200);
    const up = await eventually(UP_MS, isUp);
    const loaded = load(ground);
    const crashes: Awaited<ReturnType<typeof crashOnce>>[] = [];
    const times = depth === "nightly" ? 20 : 3;
    // The last time it stays away for longer than anybody's patience.
    for (let time = 1; time <= times; time += 1)
      crashes.push(
        await crashOnce(ground, cluster, depth === "nightly" && time === times ? 30_000 : 0),
      );
    await loaded.stop();
    const done = await eventually(RECOVERY_MS, async () => (await openCount(ground)) === 0);
    const exited = workers.filter((each) => each.hasEnded()).length;
    await Promise.all(workers.map((each) => each.stop()));
    await ground.mine(3);
    await ground.world.follow();
    await ground.relay();
    const accounts = [...loaded.accounts, ...crashes.map(({ account }) => account)];
    const judgement = await judge(ground, accounts);
    const differences = await judged(ground.world, cluster, ["I1", "I3", "I5"]);
    const longest = Math.max(...crashes.map(({ ms }) => ms ?? Number.POSITIVE_INFINITY));
    return verdictOf(
      `${times} times ended under load, ${loaded.refused()} wishes refused and made again; ${judgement.once}/${accounts.length} effects, ${exited} programs ended, recovered in ${(longest / 1_000).toFixed(1)} s, ${differences.length} differences`,
      [
        ...faultsIn(judgement, accounts.length),
        ...(up === null ? ["the workers did not start"] : []),
        ...(exited === 0 ? [] : [`${exited} programs ended`]),
        ...(longest <= RECOVERY_MS ? [] : ["recovered too late"]),
        ...(done === null ? ["not over"] : []),
        ...differences.map((each) => JSON.stringify(each)),
      ],
    );
  } finally {
    await ground.close();
    await cluster.close();
  }
};

/** What may befall the database as a whole. */
export const databaseRows: readonly FaultRow[] = [
  {
    row: "F23",
    promise:
      "PostgreSQL ended at once under load: programs live on, nothing half done, well in 15 s",
    run: restarts,
  },
];
