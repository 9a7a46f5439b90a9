import { setTimeout as sleep } from "node:timers/promises";
import { type Rule, servesChain } from "@/proving/harness/node-fault";
import { eventually, type Ground, openCount, openGround } from "@/proving/harness/relay-ground";
import { faultsIn, judge } from "@/proving/harness/relay-judge";
import { startWorkerChild } from "@/proving/harness/worker-child";
import type { FaultRow } from "./fault-row";
import { verdictOf } from "./verdict";

const LANES = 3;

const untilOver = (ground: Ground, ms = 60_000): Promise<number | null> =>
  eventually(ms, async () => (await openCount(ground)) === 0, 50);

const seconds = (ms: number | null): string =>
  ms === null ? "never" : `${(ms / 1_000).toFixed(1)} s`;

const seenNumber = async ({ world }: Ground): Promise<number> =>
  (await world.settlement.index.cursor("seen"))?.number ?? -1;

/** Every kind of failing, together as often as `rate` says. */
const unwell = (rate: number): Rule[] => [
  { methods: "*", rate: rate / 3, fault: { kind: "status", code: 500 } },
  { methods: "*", rate: rate / 3, fault: { kind: "status", code: 429 } },
  { methods: "*", rate: rate / 3, fault: { kind: "cut" } },
];

type Stage = { readonly rate: number; readonly perSecond: number; readonly over: boolean };

/** Wishes are carried out while the first node is unwell; tells the load of the second. */
const stage = async (
  ground: Ground,
  { rate, wishes, hangs }: { rate: number; wishes: number; hangs: number },
): Promise<Stage & { accounts: string[] }> => {
  const [ill, well] = ground.proxies;
  if (!ill || !well) throw new Error("This trial needs two nodes.");
  ill.rules({ methods: "*", fault: { kind: "hang" }, times: hangs }, ...unwell(rate));
  ill.forget();
  well.forget();
  const from = performance.now();
  const accounts = await ground.wishMints(wishes);
  const over = (await untilOver(ground)) !== null;
  // Long enough to see what the lanes ask when they are at rest.
  await sleep(Math.max(0, 1_500 - (performance.now() - from)));
  const load = rate === 0 ? ill : well;
  const perSecond = load.passages().length / ((performance.now() - from) / 1_000);
  return { rate, perSecond, over, accounts };
};

/** Requests a lane makes in a second while no node is well. */
const perLaneWhenAllFail = async ({ proxies }: Ground, ms: number): Promise<number> => {
  for (const proxy of proxies) proxy.rules({ methods: "*", fault: { kind: "status", code: 503 } });
  await sleep(1_500);
  for (const proxy of proxies) proxy.forget();
  await sleep(ms);
  const requests = proxies.reduce((sum, proxy) => sum + proxy.passages().length, 0);
  for (const proxy of proxies) proxy.rules();
  return requests / proxies.length / LANES / (ms / 1_000);
};

const unwellNode: FaultRow = {
  row: "F17",
  promise:
    "A node that fails is asked less, another is asked instead, and nobody is asked in a tight loop",
  run: async (depth) => {
    const isNightly = depth === "nightly";
    const [seeds, wishes] = isNightly ? [25, 20] : [1, 6];
    const accounts: string[] = [];
    const stages: Stage[] = [];
    const ground = await openGround({ proxies: 2, seed: 17 });
    const worker = await startWorkerChild(ground.variables);
    try {
      await eventually(30_000, async () => (await seenNumber(ground)) >= 0);
      for (let seed = 0; seed < seeds; seed += 1)
        for (const rate of [0, 0.02, 0.05, 0.2, 0]) {
          const hangs = rate === 0.2 && isNightly ? 1 : 0;
          const made = await stage(ground, { rate, wishes, hangs });
          stages.push(made);
          accounts.push(...made.accounts);
        }
      const perLane = await perLaneWhenAllFail(ground, isNightly ? 30_000 : 3_000);
      accounts.push(...(await ground.wishMints(2)));
      const over = await untilOver(ground);
      const judgement = await judge(ground, accounts);
      const loadAt = (isWell: boolean): number[] =>
        stages.filter(({ rate }) => (rate === 0) === isWell).map(({ perSecond }) => perSecond);
      const normal = Math.max(...loadAt(true));
      const most = Math.max(...loadAt(false));
      const figure = `rates 0, 2, 5, 20 %: ${judgement.once} of ${accounts.length} effects; healthy node at most ${(most / normal).toFixed(1)} x the normal load; all failing: ${perLane.toFixed(2)} requests/s per lane and node${isNightly ? "" : " (hangs nightly)"}`;
      return verdictOf(figure, [
        ...faultsIn(judgement, accounts.length),
        ...(stages.every((each) => each.over) && over !== null ? [] : ["not over in 60 s"]),
        ...(most <= 2 * normal ? [] : ["the healthy node had more than twice the load"]),
        ...(perLane <= 1 ? [] : ["a tight loop"]),
      ]);
    } finally {
      await worker.stop();
      await ground.close();
    }
  },
};

const allDown: FaultRow = {
  row: "F18",
  promise:
    "With every node down the worker lives, and goes on by itself within 30 s of their return",
  run: async (depth) => {
    const outageMs = depth === "nightly" ? 600_000 : 5_000;
    const ground = await openGround({ proxies: 2, seed: 18 });
    const worker = await startWorkerChild(ground.variables);
    try {
      await eventually(30_000, async () => (await seenNumber(ground)) >= 0);
      for (const proxy of ground.proxies) await proxy.down();
      const accounts = await ground.wishMints(5);
      await sleep(outageMs);
      const survived = !worker.hasEnded();
      for (const proxy of ground.proxies) await proxy.up();
      await ground.mine();
      const head = Number(await ground.node<string>("eth_blockNumber"));
      const from = performance.now();
      const indexed = await eventually(60_000, async () => (await seenNumber(ground)) >= head);
      const over = (await untilOver(ground)) === null ? null : performance.now() - from;
      const judgement = await judge(ground, accounts);
      const figure = `down for ${outageMs / 1_000} s (600 s nightly): first block indexed ${seconds(indexed)} after the return, ${judgement.once} of 5 wishes carried out after ${seconds(over)}`;
      return verdictOf(figure, [
        ...faultsIn(judgement, 5),
        ...(survived ? [] : ["the worker ended"]),
        ...(indexed !== null && indexed <= 30_000 ? [] : ["not indexed within 30 s"]),
      ]);
    } finally {
      await worker.stop();
      await ground.close();
    }
  },
};

/** A worker that meets another chain at its start. */
const startOnWrongChain = async (ground: Ground): Promise<string[]> => {
  ground.proxy.rules(servesChain(5));
  ground.proxy.forget();
  const accounts = await ground.wishMints(1);
  const worker = await startWorkerChild(ground.variables);
  const code = await Promise.race([worker.ended, sleep(30_000).then(() => null)]);
  await worker.stop("SIGKILL");
  ground.proxy.rules();
  const { once } = await judge(ground, accounts);
  await ground.world.pool.query('delete from "Intent"');
  return [
    ...(typeof code === "number" && code !== 0 ? [] : [`it ended with ${code}`]),
    ...(ground.proxy.bytesSent().length === 0 && once === 0 ? [] : ["it sent something"]),
    ...((await seenNumber(ground)) === -1 ? [] : ["it told a block"]),
  ];
};

const wrongChain: FaultRow = {
  row: "F19",
  promise:
    "On another chain the worker refuses to start; where the chain changes it halts within 60 s and sends nothing",
  run: async () => {
    const ground = await openGround({ seed: 19 });
    const wrong = await startOnWrongChain(ground);
    const worker = await startWorkerChild(ground.variables);
    try {
      const before = await ground.wishMints(2);
      await eventually(30_000, async () => (await judge(ground, before)).once === 2, 100);
      await eventually(30_000, async () => (await worker.health()) === 200);
      ground.proxy.rules(servesChain(5));
      ground.proxy.forget();
      const accounts = await ground.wishMints(3);
      const halted = await eventually(60_000, async () => (await worker.health()) === 503);
      const seen = await seenNumber(ground);
      await ground.mine(3);
      await sleep(1_500);
      const sent = ground.proxy.bytesSent().length;
      const rows = (await seenNumber(ground)) - seen;
      ground.proxy.rules();
      const over = await untilOver(ground);
      const judgement = await judge(ground, [...before, ...accounts]);
      const figure = `at start: ended by itself with ${wrong.length} faults; later: halted after ${seconds(halted)}, ${sent} sends, ${rows} blocks after it; back on the right chain all done after ${seconds(over)}`;
      return verdictOf(figure, [
        ...wrong,
        ...faultsIn(judgement, 5),
        ...(halted === null ? ["not halted in 60 s"] : []),
        ...(sent === 0 && rows === 0 ? [] : ["it went on"]),
      ]);
    } finally {
      await worker.stop();
      await ground.close();
    }
  },
};

/** What the nodes themselves bring about. */
export const nodeRows: readonly FaultRow[] = [unwellNode, allDown, wrongChain];
