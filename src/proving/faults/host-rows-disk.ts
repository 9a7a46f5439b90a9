import { join } from "node:path";
import { makeFinal } from "@/commands/testing/recorded-life";
import { randomHash } from "@/commands/testing/settlement-signing";
import { firstLender, openWorld, type World } from "@/commands/testing/settlement-world";
import { fundingOf, type LendingGround, openLendingGround } from "@/proving/harness/lending-ground";
import { type Cluster, openCluster } from "@/proving/harness/own-cluster";
import { eventually, openCount } from "@/proving/harness/relay-ground";
import { openSmallDisk, type SmallDisk } from "@/proving/harness/small-disk";
import { startWorkerChild, variablesOf } from "@/proving/harness/worker-child";
import { judged } from "./books-ground";
import type { Depth, FaultRow, Verdict } from "./fault-row";
import { verdictOf } from "./verdict";

const MEGABYTES = 220;
/** Room for some more fundings. */
const SPARE_BYTES = 400_000;
const UP_MS = 40_000;
const RED_MS = 10_000;
const RECOVERY_MS = 30_000;
const AMOUNT = 1_000_000n;
const POSTS_MAX = 400;

/** Fundings posted one after the other while the disk fills: which were acknowledged, and how the others were answered. */
const postUntilFull = async (lending: LendingGround, refusals: number) => {
  const { deal } = await lending.offer();
  const lender = firstLender(lending);
  return async () => {
    const saved: string[] = [];
    const refused: { readonly salt: string; readonly status: number }[] = [];
    while (refused.length < refusals && saved.length < POSTS_MAX) {
      const salt = randomHash();
      const body = await fundingOf(lending.world, lender, { deal, amount: AMOUNT, salt });
      const { status } = await lending.post("funding.submit", body, lender.headers);
      if (status >= 200 && status < 300) saved.push(salt);
      else refused.push({ salt, status });
    }
    return { saved, refused };
  };
};

const rowsOf = async ({ pool }: World, salts: readonly string[]): Promise<number> =>
  (await pool.query('select 1 from "Funding" where salt = any($1::text[])', [salts])).rowCount ?? 0;

/** The server may have ended itself for want of room; then it is started again, as its keeper would. */
const revive = async (world: World, cluster: Cluster): Promise<boolean> => {
  const lives = await world.pool.query("select 1").then(
    () => true,
    () => false,
  );
  if (lives) return false;
  await cluster.crash();
  await cluster.start();
  return true;
};

const full = async (disk: SmallDisk, cluster: Cluster, depth: Depth): Promise<Verdict> => {
  const world = await openWorld({ databaseUrl: cluster.databaseUrl });
  const lending = await openLendingGround(world, 1);
  const worker = await startWorkerChild(variablesOf(world));
  try {
    const post = await postUntilFull(lending, depth === "nightly" ? 50 : 10);
    const up = await eventually(UP_MS, async () => (await worker.health()) === 200);
    disk.fill(SPARE_BYTES);
    const { saved, refused } = await post();
    const red = await eventually(RED_MS, async () => (await worker.health()) === 503);
    disk.clear();
    const revived = await revive(world, cluster);
    const green = await eventually(
      RECOVERY_MS,
      async () => (await worker.health()) === 200 && (await openCount({ world })) === 0,
    );
    const hasEnded = worker.hasEnded();
    await worker.stop();
    await world.calm();
    await makeFinal(world);
    const kept = await rowsOf(world, saved);
    const unsaved = await rowsOf(
      world,
      refused.map(({ salt }) => salt),
    );
    const differences = await judged(world, cluster, ["I1", "I2", "I3"]);
    const statuses = [...new Set(refused.map(({ status }) => status))].join(", ");
    return verdictOf(
      `${kept}/${saved.length} acknowledged fundings kept, ${refused.length} refused with ${statuses} of which ${unsaved} are there; health red after ${red} ms, well ${green} ms after there was room, server ${revived ? "started again" : "lived on"}, ${differences.length} differences`,
      [
        ...(up === null ? ["the worker did not start"] : []),
        ...(refused.length > 0 ? [] : ["the disk was never full"]),
        ...(kept === saved.length ? [] : [`${saved.length - kept} acknowledged fundings lost`]),
        ...(unsaved === 0 || revived ? [] : [`${unsaved} refused fundings were kept`]),
        ...(refused.every(({ status }) => status >= 500) ? [] : ["an answer blames who asked"]),
        ...(red === null ? ["health stayed green"] : []),
        ...(green === null ? ["not well again"] : []),
        ...(hasEnded ? ["the worker ended"] : []),
        ...differences.map((each) => JSON.stringify(each)),
      ],
    );
  } finally {
    await worker.stop();
    await lending.close();
    await world.close();
  }
};

const onSmallDisk = async (depth: Depth): Promise<Verdict> => {
  const disk = openSmallDisk(MEGABYTES);
  if (typeof disk === "string") return { status: "cannot", figure: "none", why: disk };
  try {
    const cluster = await openCluster(join(disk.folder, "pg"));
    try {
      return await full(disk, cluster, depth);
    } finally {
      await cluster.close();
    }
  } finally {
    disk.close();
  }
};

/** What may befall the disk. */
export const diskRows: readonly FaultRow[] = [
  {
    row: "F27",
    promise:
      "A full disk: what was acknowledged is kept, what is not saved is refused, health is red",
    run: onSmallDisk,
  },
];
