import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type pg from "pg";
import { PgBoss } from "pg-boss";
import { readMigrations } from "@/adapters/db/migrate";
import { openPool } from "@/adapters/db/pool";
import { migrationsFolder } from "@/commands/embedded/folder";
import { ownDatabase } from "@/proving/harness/own-database";
import { eventually, type Ground, openCount, openGround } from "@/proving/harness/relay-ground";
import { faultsIn, judge } from "@/proving/harness/relay-judge";
import { runChild, startWorkerChild } from "@/proving/harness/worker-child";
import { openLog } from "@/workers/log";
import { openQueue } from "@/workers/queues";
import type { Depth, FaultRow } from "./fault-row";
import { type Part, verdictOf } from "./verdict";

const QUEUE = "keep-receivables";
const DONE_MS = 20_000;
const UP_MS = 30_000;
const WISHES = 6;

/** The queue as an older worker declares it: another policy, and no care for what was there before. */
const openOlder = async (databaseUrl: string) => {
  const boss = new PgBoss({ connectionString: databaseUrl, max: 2 });
  boss.on("error", () => undefined);
  await boss.start();
  await boss.createQueue(QUEUE, { policy: "stately", retryLimit: 0 });
  return {
    ring: () => boss.send(QUEUE, {}),
    work: (job: () => Promise<void>) => boss.work(QUEUE, { pollingIntervalSeconds: 1 }, job),
    stop: () => boss.stop({ graceful: true, timeout: 5_000 }),
  };
};

/** Pieces of work as our tables hold them; a job is the ring that somebody should look. */
const openWork = async (pool: pg.Pool) => {
  await pool.query(
    "create table piece (id bigserial primary key, done boolean not null default false)",
  );
  const left = async (): Promise<number> =>
    (await pool.query("select 1 from piece where not done")).rowCount ?? 0;
  return {
    add: () => pool.query("insert into piece default values"),
    doAll: async (): Promise<void> => {
      await pool.query("update piece set done = true where not done");
    },
    left,
  };
};

/** Old and new declaration over one database, each ringing in its turn, whichever was there first. */
const sideBySide = async (isOlderFirst: boolean, pieces: number): Promise<Part> => {
  const databaseUrl = await ownDatabase("upgrade");
  const pool = openPool(databaseUrl);
  const work = await openWork(pool);
  const rings: (() => Promise<unknown>)[] = [];
  const stops: (() => Promise<unknown>)[] = [];
  const join = {
    older: async () => {
      const older = await openOlder(databaseUrl);
      await older.work(work.doAll);
      rings.push(older.ring);
      stops.push(older.stop);
    },
    newer: async () => {
      const newer = await openQueue(databaseUrl, openLog("silent", "trial"));
      await newer.work(QUEUE, work.doAll);
      rings.push(() => newer.ring(QUEUE));
      stops.push(newer.stop);
    },
  };
  let lost = 0;
  const some = async (count: number): Promise<void> => {
    for (let each = 0; each < count; each += 1) {
      await work.add();
      await rings[each % rings.length]?.().catch(() => {
        lost += 1;
      });
    }
  };
  try {
    await join[isOlderFirst ? "older" : "newer"]();
    const ringing = some(pieces / 2);
    await join[isOlderFirst ? "newer" : "older"]();
    await ringing;
    await some(pieces / 2);
    const took = await eventually(DONE_MS, async () => (await work.left()) === 0);
    const left = await work.left();
    return {
      figure: `${isOlderFirst ? "old" : "new"} first: ${pieces - left}/${pieces} done${lost > 0 ? `, ${lost} rings found no bell` : ""}`,
      wrong: took === null ? [`${left} pieces of work lost`] : [],
    };
  } finally {
    await Promise.all(stops.map((stop) => stop()));
    await pool.end();
  }
};

/** An old program rings and is gone; the new one, which makes the queue anew, does the work though nobody rings again. */
const leftBehind = async (): Promise<Part> => {
  const databaseUrl = await ownDatabase("upgrade");
  const pool = openPool(databaseUrl);
  const work = await openWork(pool);
  const older = await openOlder(databaseUrl);
  await work.add();
  await older.ring();
  await older.stop();
  const newer = await openQueue(databaseUrl, openLog("silent", "trial"));
  try {
    await newer.work(QUEUE, work.doAll);
    const took = await eventually(DONE_MS, async () => (await work.left()) === 0);
    return {
      figure: `left behind: done after ${took === null ? "never" : `${took} ms`}`,
      wrong: took === null ? ["what an old program had rung for was not done"] : [],
    };
  } finally {
    await newer.stop();
    await pool.end();
  }
};

/** Everything about tables, columns, indexes and triggers, in one text. */
const shapeOf = async (databaseUrl: string): Promise<string> => {
  const pool = openPool(databaseUrl);
  try {
    const { rows } = await pool.query<{ line: string }>(
      `select table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '') as line
         from information_schema.columns where table_schema = 'public'
       union all select indexdef from pg_indexes where schemaname = 'public'
       union all select pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
       union all select conname || ' ' || pg_get_constraintdef(oid) from pg_constraint where connamespace = 'public'::regnamespace
       union all select 'applied ' || migration_name || ' ' || count(*) from _prisma_migrations group by migration_name
       order by 1`,
    );
    return rows.map(({ line }) => line).join("\n");
  } finally {
    await pool.end();
  }
};

const MIGRATE = join("src", "proving", "harness", "migrate-program.ts");

/** A migration killed in the middle of some of its files, and started again until it is through. */
const killedMigration = async (depth: Depth): Promise<Part> => {
  const whole = await ownDatabase("whole");
  const half = await ownDatabase("half", "template1");
  const files = readMigrations(migrationsFolder).length;
  const places =
    depth === "nightly" ? Array.from({ length: files }, (_, index) => index + 1) : [1, files - 1];
  let killed = 0;
  let from = 0;
  for (const place of places) {
    // Files that an earlier try brought through are not met again.
    const crash = { name: "migrating", count: place - from } as const;
    const how = await runChild([MIGRATE, migrationsFolder], { DATABASE_URL: half }, crash);
    if (how === "SIGKILL") killed += 1;
    from = place - 1;
  }
  const ended = await runChild([MIGRATE, migrationsFolder], { DATABASE_URL: half });
  const same = (await shapeOf(half)) === (await shapeOf(whole));
  return {
    figure: `${killed} kills in a migration of ${files} files`,
    wrong: [
      ...(killed === places.length ? [] : ["the migration was not killed at K14"]),
      ...(ended === 0 ? [] : [`started again it ended with ${ended}`]),
      ...(same ? [] : ["the database is another than one never killed"]),
    ],
  };
};

/** The migrations of today and one of tomorrow, which adds and takes nothing away. */
const folderOfTomorrow = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "quaynote-tomorrow-"));
  cpSync(migrationsFolder, folder, { recursive: true });
  const next = join(folder, "20990101000000_tomorrow");
  mkdirSync(next);
  writeFileSync(
    join(next, "migration.sql"),
    `alter table "Intent" add column remark text; alter table "TxAttempt" add column remark text not null default '';
     create table "Tomorrow" (id bigserial primary key); create index "Intent_remark_idx" on "Intent" (remark);`,
  );
  return folder;
};

/** Today's worker goes on while the database becomes tomorrow's under it. */
const underWork = async (ground: Ground): Promise<Part> => {
  const folder = folderOfTomorrow();
  const worker = await startWorkerChild(ground.variables);
  try {
    await eventually(UP_MS, async () => (await worker.health()) === 200);
    const accounts = await ground.wishMints(WISHES);
    const kill = { name: "migrating", count: 1 } as const;
    const killed = await runChild([MIGRATE, folder], ground.variables, kill);
    accounts.push(...(await ground.wishMints(WISHES)));
    const ended = await runChild([MIGRATE, folder], ground.variables);
    accounts.push(...(await ground.wishMints(WISHES)));
    await eventually(DONE_MS, async () => (await openCount(ground)) === 0);
    const hasEnded = worker.hasEnded();
    const judgement = await judge(ground, accounts);
    return {
      figure: `${judgement.once}/${accounts.length} effects while the database was migrated`,
      wrong: [
        ...faultsIn(judgement, accounts.length),
        ...(killed === "SIGKILL" && ended === 0
          ? []
          : [`migration ended with ${killed}, ${ended}`]),
        ...(hasEnded ? ["the worker ended"] : []),
      ],
    };
  } finally {
    await worker.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

const rolling = async (depth: Depth) => {
  const ground = await openGround({ seed: 36 });
  try {
    const pieces = depth === "nightly" ? 1_000 : 200;
    const told = [
      await sideBySide(true, pieces),
      await sideBySide(false, pieces),
      await leftBehind(),
      await killedMigration(depth),
      await underWork(ground),
    ];
    return verdictOf(
      told.map(({ figure }) => figure).join("; "),
      told.flatMap(({ wrong }) => wrong),
    );
  } finally {
    await ground.close();
  }
};

/** Two versions of the program at once. */
export const upgradeRows: readonly FaultRow[] = [
  {
    row: "F36",
    promise: "Old and new code over one database: no job lost, a killed migration starts again",
    run: rolling,
  },
];
