import type pg from "pg";
import { openHalt } from "@/adapters/db/chain-halt";
import { complaints } from "@/core/health/verdict";
import type { IntentStatus } from "@/core/intent/intent";
import type { Currency } from "@/core/money";
import type { ChainProgress, Health, LedgerStand, WorkerLife } from "@/ports/operations-views";
import type { WorkerState } from "@/ports/worker-beats";

/** A worker not heard of for this long counts as gone. */
const SILENT_SECONDS = 45;

type CursorRow = { grade: string; number: number; blockAt: Date; updatedAt: Date };
type BeatRow = Pick<WorkerLife, "id" | "startedAt" | "beatAt" | "alive"> & { state: WorkerState };
type StandRow = Omit<LedgerStand, "parts" | "strays"> & {
  details: { parts: { name: string; ledger: string; other: string }[]; strays: string[] };
};

const progress = async (pool: pg.Pool, beats: readonly BeatRow[]): Promise<ChainProgress> => {
  const { rows } = await pool.query<CursorRow>(
    'select grade, number, "blockAt", "updatedAt" from "ChainCursor"',
  );
  const heads = beats.flatMap(({ state }) => state.head ?? []);
  return {
    head: heads.length > 0 ? Math.max(...heads) : null,
    seen: rows.find(({ grade }) => grade === "seen") ?? null,
    final: rows.find(({ grade }) => grade === "final") ?? null,
  };
};

const beatsOf = async (pool: pg.Pool): Promise<BeatRow[]> => {
  const { rows } = await pool.query<BeatRow>(
    `select id, "startedAt", "beatAt", state, "beatAt" > now() - make_interval(secs => $1) as alive
     from "WorkerBeat" order by "startedAt"`,
    [SILENT_SECONDS],
  );
  return rows;
};

const livesOf = (beats: readonly BeatRow[]): WorkerLife[] =>
  beats.map(({ state, ...beat }) => ({
    ...beat,
    halted: state.halted,
    concerns: state.concerns ?? [],
  }));

/** The newest comparison of each currency. */
const standsOf = async (pool: pg.Pool): Promise<LedgerStand[]> => {
  const { rows } = await pool.query<StandRow>(
    `select c.currency, r."blockNumber", r."createdAt" as "comparedAt", r.ledger, r.chain, r.difference, r.details
     from unnest($1::text[]) as c(currency)
     cross join lateral (select * from "Reconciliation" r where r.currency = c.currency order by id desc limit 1) r`,
    [["HKD", "USD", "EUR", "CNH"] satisfies Currency[]],
  );
  return rows.map(({ details, ...row }) => ({
    ...row,
    strays: details.strays,
    parts: details.parts.map(({ name, ledger, other }) => ({
      name,
      ledger: BigInt(ledger),
      other: BigInt(other),
    })),
  }));
};

const intentCounts = async (pool: pg.Pool): Promise<Pick<Health, "intents" | "waitingSince">> => {
  const { rows } = await pool.query<{ status: IntentStatus; n: bigint; since: Date }>(
    `select status, count(*) as n, min("createdAt") as since from "Intent" group by status`,
  );
  const countOf = (status: IntentStatus) =>
    Number(rows.find((row) => row.status === status)?.n ?? 0n);
  return {
    intents: {
      waiting: countOf("waiting"),
      signed: countOf("signed"),
      sent: countOf("sent"),
      mined: countOf("mined"),
      final: countOf("final"),
      failed: countOf("failed"),
    },
    waitingSince: rows.find(({ status }) => status === "waiting")?.since ?? null,
  };
};

/** Jobs that are not over, by queue; none while no worker has made the queues yet. */
const queuesOf = async (pool: pg.Pool): Promise<Health["queues"]> => {
  const { rows: made } = await pool.query<{ made: boolean }>(
    `select to_regclass('pgboss.job') is not null as made`,
  );
  if (!made[0]?.made) return [];
  const { rows } = await pool.query<{ name: string; state: string; n: bigint }>(
    `select name, state::text as state, count(*) as n from pgboss.job
     where state::text in ('created', 'retry', 'active', 'failed') and name not like '\\_\\_pgboss%'
     group by 1, 2 order by 1, 2`,
  );
  return rows.map(({ name, state, n }) => ({ name, state, jobs: Number(n) }));
};

type Found = Pick<Health, "auditorDifferences" | "stoppedReceivables">;

/** What the independent auditor found last, and how many stops are in force. */
const foundOf = async (pool: pg.Pool): Promise<Found> => {
  const { rows } = await pool.query<Found>(
    `select (select differences from "AuditorRun" order by id desc limit 1) as "auditorDifferences",
       (select count(*)::int from "ReceivableStop" where "liftedAt" is null) as "stoppedReceivables"`,
  );
  return rows[0] ?? { auditorDifferences: null, stoppedReceivables: 0 };
};

/** Everything that tells whether the installation is well. */
export const healthOf = async (pool: pg.Pool): Promise<Health> => {
  const beats = await beatsOf(pool);
  const [chain, ledger, counts, queues, halt, halted, found] = await Promise.all([
    progress(pool, beats),
    standsOf(pool),
    intentCounts(pool),
    queuesOf(pool),
    openHalt(pool),
    pool.query('select 1 from "SignerLane" where "haltedAt" is not null'),
    foundOf(pool),
  ]);
  const workers = livesOf(beats);
  const alive = workers.filter((worker) => worker.alive);
  return {
    complaints: complaints({
      head: chain.head,
      seen: chain.seen?.number ?? null,
      workersAlive: alive.length,
      workersHalted: alive.filter((worker) => worker.halted !== null).length,
      isHalted: halt !== null,
      nodeConcerns: alive.reduce((sum, { concerns }) => sum + concerns.length, 0),
      haltedLanes: halted.rowCount ?? 0,
      differences: ledger.map(({ difference }) => difference),
      strays: ledger.reduce((most, { strays }) => Math.max(most, strays.length), 0),
      auditorDifferences: found.auditorDifferences ?? 0,
    }),
    halt,
    chain,
    workers,
    ...counts,
    haltedLanes: halted.rowCount ?? 0,
    ...found,
    ledger,
    queues,
  };
};
