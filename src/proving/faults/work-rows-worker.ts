import { setTimeout as sleep } from "node:timers/promises";
import { enterParties, registerOne, type World } from "@/commands/testing/settlement-world";
import type { LandmarkName } from "@/ports/landmark";
import { eventually, type Ground, openCount, openGround } from "@/proving/harness/relay-ground";
import { faultsIn, judge } from "@/proving/harness/relay-judge";
import { type CrashPlace, startWorkerChild } from "@/proving/harness/worker-child";
import { logWrites, named, newestWrite, writtenSince } from "@/proving/harness/written-log";
import { relayLane } from "@/workers/relayer/relay-lane";
import { judged } from "./books-ground";
import type { Depth, FaultRow } from "./fault-row";
import { verdictOf } from "./verdict";

const WISHES = 6;
const FINALITY_DEPTH = 2;
const WISH_EVERY_MS = 200;
/** How long a worker may take to meet its landmark. */
const PATIENCE_MS = 8_000;
const UP_MS = 30_000;
const SETTLE_MS = 20_000;
const TAKEOVER_MS = 60_000;
/** Long enough for a woken worker to end what it was about and make some passes more. */
const AWAKE_MS = 3_000;

/** Whether every intent is final and the index stands at the head: then there is nothing left to write. */
const allDone = async ({ world }: Ground): Promise<boolean> => {
  const open = await world.pool.query(`select 1 from "Intent" where status <> 'final' limit 1`);
  const final = await world.settlement.index.cursor("final");
  const head = await world.settlement.chain.headNumber();
  return open.rowCount === 0 && final?.number === head - FINALITY_DEPTH;
};

/** Between transactions: what others may overtake at once. */
const BETWEEN = ["committed", "answered", "receipt-found"] as const satisfies LandmarkName[];
/** Inside one: others wait until PostgreSQL cuts it, which takes twenty seconds. */
const INSIDE = ["lane-locked", "signed", "block-half-told"] as const satisfies LandmarkName[];

/** Workers fall asleep, each at a landmark of its own; another one does all the work, and they are woken. */
const nap = async (ground: Ground, places: readonly LandmarkName[]) => {
  const { pool } = ground.world;
  const accounts = await ground.wishMints(WISHES);
  const sleepers = await Promise.all(
    places.map((name) =>
      startWorkerChild(named(ground.variables, `sleeper ${name}`), {
        name,
        count: 1,
        pauses: true,
      }),
    ),
  );
  const allAsleep = async () => sleepers.every((each) => each.isPaused());
  const fell = await eventually(UP_MS, allAsleep);
  const other = await startWorkerChild(named(ground.variables, "other"));
  const took = await eventually(TAKEOVER_MS, async () => (await openCount(ground)) === 0);
  await ground.mine(FINALITY_DEPTH + 1);
  const settled = await eventually(SETTLE_MS, () => allDone(ground));
  const slept = fell !== null && (await allAsleep());
  const from = await newestWrite(pool);
  for (const sleeper of sleepers) sleeper.signal("SIGCONT");
  await sleep(AWAKE_MS);
  const stale = (await writtenSince(pool, from)).filter(({ who }) => who.startsWith("sleeper"));
  await Promise.all([...sleepers, other].map((each) => each.stop()));
  return { accounts, took: settled === null ? null : took, slept, stale };
};

/** A worker reads what waits and is overtaken before it rehearses it; what it then finds is true and old. */
const overtaken = async (world: World): Promise<readonly string[]> => {
  const parties = await enterParties(world, 0);
  const { relayer } = world;
  let wake = (): void => undefined;
  const woken = new Promise<void>((resolve) => {
    wake = resolve;
  });
  const rehearse: typeof relayer.chain.rehearse = async (from, call) => {
    await woken;
    return relayer.chain.rehearse(from, call);
  };
  await registerOne(world, parties, 1_000_000n);
  const sleeper = relayLane({ ...relayer, chain: { ...relayer.chain, rehearse } }, "relayer");
  await world.calm();
  wake();
  await sleeper;
  const { rows } = await world.pool.query<{ status: string }>(
    `select status from "Intent" where kind = 'register'`,
  );
  return rows.flatMap(({ status }) =>
    status === "failed" ? ["what was done counts as failed after a late rehearsal"] : [],
  );
};

const fenced = async (depth: Depth) => {
  const ground = await openGround({ seed: 35 });
  try {
    await logWrites(ground.world.pool);
    const naps = depth === "nightly" ? [BETWEEN, ...INSIDE.map((name) => [name])] : [BETWEEN];
    const seen: Awaited<ReturnType<typeof nap>>[] = [];
    for (const places of naps) seen.push(await nap(ground, places));
    const accounts = seen.flatMap((each) => each.accounts);
    const stale = seen.flatMap((each) => each.stale);
    const judgement = await judge(ground, accounts);
    const late = await overtaken(ground.world);
    const longest = Math.max(...seen.map(({ took }) => took ?? Number.POSITIVE_INFINITY));
    return verdictOf(
      `${naps.flat().length} workers asleep and woken: ${stale.length} writes of theirs on work done meanwhile, ${judgement.once} of ${accounts.length} effects, over in ${(longest / 1_000).toFixed(1)} s`,
      [
        ...faultsIn(judgement, accounts.length),
        ...stale.map(({ who, what, how }) => `${who} wrote ${what}: ${how}`),
        ...(seen.every(({ slept }) => slept) ? [] : ["a worker did not sleep where it should"]),
        ...(Number.isFinite(longest) ? [] : ["not taken over in 60 s"]),
        ...late,
      ],
    );
  } finally {
    await ground.close();
  }
};

/** Where workers end themselves in the middle of a batch: while they send, in the books, and before they note a receipt. */
const MID_BATCH = [
  { name: "committed", count: 3 },
  { name: "settlement-credited", count: 1 },
  { name: "receipt-found", count: 2 },
] as const satisfies CrashPlace[];

/** Two of three workers die while wishes come in, at places of theirs or, where they do not get there, at any; the third takes over. */
const bury = async (ground: Ground, places: readonly CrashPlace[]) => {
  const [survivor, ...doomed] = await Promise.all(
    [undefined, ...places].map((place) => startWorkerChild(ground.variables, place)),
  );
  const alive = () => doomed.filter((each) => !each.hasEnded());
  await eventually(UP_MS, async () => (await survivor?.health()) === 200);
  const accounts: string[] = [];
  const until = performance.now() + PATIENCE_MS;
  while (alive().length > 0 && performance.now() < until) {
    if ((await openCount(ground)) < WISHES) accounts.push(...(await ground.wishMints(WISHES)));
    await sleep(WISH_EVERY_MS);
  }
  const hit = doomed.length - alive().length;
  accounts.push(...(await ground.wishMints(WISHES)));
  for (const worker of alive()) worker.signal("SIGKILL");
  const took = await eventually(TAKEOVER_MS, async () => (await openCount(ground)) === 0);
  await Promise.all([survivor, ...doomed].map((each) => each?.stop()));
  return { accounts, took, hit };
};

const takenOver = async (depth: Depth) => {
  const ground = await openGround({ seed: 34 });
  try {
    const rounds = depth === "nightly" ? 20 : 1;
    const seen: Awaited<ReturnType<typeof bury>>[] = [];
    for (let round = 0; round < rounds; round += 1)
      seen.push(
        await bury(
          ground,
          [0, 1].map((next) => MID_BATCH[(round + next) % 3] as CrashPlace),
        ),
      );
    const accounts = seen.flatMap((each) => each.accounts);
    const hit = seen.reduce((sum, each) => sum + each.hit, 0);
    const longest = Math.max(...seen.map(({ took }) => took ?? Number.POSITIVE_INFINITY));
    await ground.mine(FINALITY_DEPTH + 1);
    await ground.world.follow();
    await ground.world.relay();
    const judgement = await judge(ground, accounts);
    const { databaseUrl } = ground.world.settings;
    const differences = await judged(ground.world, { databaseUrl }, ["I1", "I3"]);
    return verdictOf(
      `${2 * rounds} workers killed mid-batch, ${hit} of them at a landmark, ${judgement.once} of ${accounts.length} effects, ${judgement.doubled} doubles, ${judgement.gaps} gaps, taken over in ${(longest / 1_000).toFixed(1)} s, ${differences.length} differences`,
      [
        ...faultsIn(judgement, accounts.length),
        ...(hit > 0 ? [] : ["no worker was killed at a landmark"]),
        ...(Number.isFinite(longest) ? [] : ["not taken over in 60 s"]),
        ...differences.map((each) => JSON.stringify(each)),
      ],
    );
  } finally {
    await ground.close();
  }
};

/** Workers that die or sleep while others go on. */
export const workerRows: readonly FaultRow[] = [
  {
    row: "F34",
    promise: "Workers killed in the middle of a batch: another one takes over within 60 s",
    run: takenOver,
  },
  {
    row: "F35",
    promise: "A worker that slept while another did its work writes nothing about it when it wakes",
    run: fenced,
  },
];
