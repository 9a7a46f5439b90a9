import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { contractBook } from "@/adapters/chain/contracts";
import { callNode } from "@/commands/embedded/chain";
import type { Answers } from "@/commands/trade/person";
import { deploymentOf } from "@/env";
import { eventually } from "@/proving/harness/relay-ground";
import { type Cast, openCast } from "./cast";
import type { Grounds } from "./found";
import { judge } from "./judge";
import { type Kill, startKilling } from "./kills";
import type { Life } from "./life";
import { live } from "./live";
import { type Report, reportOf } from "./report";
import { tradeCutShort } from "./trade-cut";

/** A running installation and how hard it is used. */
export type Plan = {
  readonly urls: readonly string[];
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Where the supervisor keeps the process numbers of its programs. */
  readonly runFolder: string;
  /** The programs to kill, by name. */
  readonly workers: readonly string[];
  readonly seconds: number;
  readonly killEverySeconds: number;
  readonly livesPerMinute: number;
  readonly say: (text: string) => void;
};

/** More lives at once are not begun: the pace is kept only as long as the installation keeps up. */
const AT_ONCE_MAX = 40;
const REST_MS = 180_000;

const headOf = async (rpcUrl: string): Promise<number> =>
  Number(await callNode<string>(rpcUrl, "eth_blockNumber"));

const lastFactOf = async (pool: pg.Pool): Promise<bigint> => {
  const { rows } = await pool.query<{ last: string }>(
    `select coalesce(max(id), 0)::text as last from "AuditFact"`,
  );
  return BigInt(rows[0]?.last ?? 0);
};

const groundsOf = ({ variables }: Plan): Omit<Grounds, "since" | "sinceFact"> => {
  const { DATABASE_URL: connectionString, RPC_URL: rpcUrl = "", DEPLOYMENT } = variables;
  const { receivables: core, coins } = contractBook(deploymentOf(DEPLOYMENT)?.addresses ?? {});
  const pool = new pg.Pool({ connectionString, max: 4 });
  return { pool, rpcUrl, core, coins };
};

const begin = async (cast: Cast, lives: Life[], now: () => number): Promise<void> => {
  const number = lives.length;
  const seller = cast.sellers[number % 3 === 2 ? 1 : 0];
  const life: Life = {
    ...{ number, amountDue: 0n, receivableId: null, acts: [] },
    ...{ begunAt: now(), endedAt: null, stuck: null },
  };
  lives.push(life);
  try {
    const order = await seller.nextOrder();
    life.amountDue = order.amountDue;
    await live(cast, { seller, life, orderId: order.id });
    life.endedAt = now();
  } catch (error) {
    life.stuck = String(error);
  }
};

/** Begins lives at a steady pace; comes back when the last of them is over. */
const liveAtPace = async (
  cast: Cast,
  { seconds, livesPerMinute, say }: Plan,
  stopFaults: () => void,
): Promise<Life[]> => {
  const from = performance.now();
  const now = () => (performance.now() - from) / 1_000;
  const lives: Life[] = [];
  const running = new Set<Promise<void>>();
  for (let turn = 0; now() < seconds; turn += 1) {
    if (running.size < AT_ONCE_MAX) {
      const one: Promise<void> = begin(cast, lives, now).finally(() => running.delete(one));
      running.add(one);
    }
    if (turn % livesPerMinute === 0) say(`${Math.round(now())} s: ${lives.length} begun`);
    const next = ((turn + 1) * 60) / livesPerMinute;
    await sleep(Math.max(0, Math.min(next, seconds) - now()) * 1_000);
  }
  stopFaults();
  await Promise.all(running);
  return lives;
};

/** Nothing waits or is under way, all that happened counts as final, and it stays so. */
const comeToRest = async (pool: pg.Pool): Promise<boolean> => {
  let quiet = 0;
  const took = await eventually(
    REST_MS,
    async () => {
      const { rows } = await pool.query<{ rests: boolean }>(
        `select not exists (select 1 from "Intent" where status in ('waiting', 'signed', 'sent', 'mined'))
           and (select number from "ChainCursor" where grade = 'final')
             >= (select coalesce(max("blockNumber"), 0) from "ChainEvent") as rests`,
      );
      quiet = rows[0]?.rests ? quiet + 1 : 0;
      return quiet === 5;
    },
    1_000,
  );
  return took !== null;
};

const jobsSince = async (pool: pg.Pool, from: Date): Promise<number> => {
  const { rows } = await pool.query<{ done: number }>(
    `select count(*)::int as done from pgboss.job where state = 'completed' and completed_on >= $1`,
    [from],
  );
  return rows[0]?.done ?? 0;
};

/** Lives through the web programs while workers are killed; then faults stop, everything rests, and is counted. */
export const soak = async (plan: Plan): Promise<Report> => {
  const answers: Answers = { total: 0, faults: [] };
  const before = groundsOf(plan);
  const { pool, rpcUrl } = before;
  const cast = await openCast({ urls: plan.urls, rpcUrl, answers });
  try {
    const [url = ""] = plan.urls;
    const trade = await tradeCutShort(pool, { url, runFolder: plan.runFolder });
    if (!(await comeToRest(pool))) throw new Error("The installation does not come to rest.");
    const since = await headOf(rpcUrl);
    const grounds = { ...before, since, sinceFact: await lastFactOf(pool) };
    const from = new Date();
    const killing = startKilling(
      { pool, rpcUrl, runFolder: plan.runFolder },
      { programs: plan.workers, everyMs: plan.killEverySeconds * 1_000 },
    );
    let kills: Promise<Kill[]> = Promise.resolve([]);
    const lives = await liveAtPace(cast, plan, () => {
      kills = killing.stop();
    });
    const seconds = (Date.now() - from.getTime()) / 1_000;
    plan.say(`${Math.round(seconds)} s: every life is over or stuck; coming to rest`);
    const jobs = await jobsSince(pool, from);
    const rests = await comeToRest(pool);
    const judgement = await judge(grounds, lives, plan.variables);
    return reportOf({ lives, answers, kills: await kills, trade, rests, jobs, seconds, judgement });
  } finally {
    cast.close();
    await pool.end();
  }
};
