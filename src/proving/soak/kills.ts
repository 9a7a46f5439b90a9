import { readFileSync } from "node:fs";
import { join } from "node:path";
import type pg from "pg";
import { callNode } from "@/commands/embedded/chain";
import { birthOf } from "@/commands/embedded/child";
import { eventually } from "@/proving/harness/relay-ground";

/** One program killed without a word, and how long until others had ended everything that was under way then. */
export type Kill = {
  readonly program: string;
  readonly underWay: number;
  /** Null where it was not over within the patience. */
  readonly takeoverMs: number | null;
};

type Place = { readonly pool: pg.Pool; readonly rpcUrl: string; readonly runFolder: string };

const PATIENCE_MS = 60_000;
const LOOK_MS = 100;
/** A kill waits so long for a moment at which something is under way. */
const BUSY_MS = 3_000;
const BUSY_LOOK_MS = 20;

/** The process of a program that the supervisor keeps; undefined while it is not up. */
const processOf = (runFolder: string, program: string): number | undefined => {
  try {
    const text = readFileSync(join(runFolder, `${program}.pid.json`), "utf8");
    const { pid, born } = JSON.parse(text) as { pid: number; born: string };
    return birthOf(pid) === born ? pid : undefined;
  } catch {
    return undefined;
  }
};

const underWayNow = async (pool: pg.Pool): Promise<string[]> => {
  const { rows } = await pool.query<{ id: string }>(
    `select id from "Intent" where status in ('waiting', 'signed', 'sent')`,
  );
  return rows.map(({ id }) => id);
};

/** Whether these writes are in blocks and the index has told the chain up to this one. */
const isTakenOver = async (pool: pg.Pool, ids: string[], head: number): Promise<boolean> => {
  const { rows } = await pool.query<{ open: number; seen: number }>(
    `select (select count(*)::int from "Intent" where id = any($1) and status in ('waiting', 'signed', 'sent')) as open,
       (select number from "ChainCursor" where grade = 'seen') as seen`,
    [ids],
  );
  return rows[0]?.open === 0 && rows[0].seen >= head;
};

const kill = async ({ pool, rpcUrl, runFolder }: Place, program: string): Promise<Kill | null> => {
  await eventually(BUSY_MS, async () => (await underWayNow(pool)).length > 0, BUSY_LOOK_MS);
  const pid = processOf(runFolder, program);
  if (pid === undefined) return null;
  process.kill(-pid, "SIGKILL");
  const [ids, head] = await Promise.all([
    underWayNow(pool),
    callNode<string>(rpcUrl, "eth_blockNumber"),
  ]);
  const isOver = () => isTakenOver(pool, ids, Number(head));
  const takeoverMs = await eventually(PATIENCE_MS, isOver, LOOK_MS);
  return { program, underWay: ids.length, takeoverMs };
};

/** Kills one of these programs every so often, each in its turn; whoever keeps them starts them again. */
export const startKilling = (
  place: Place,
  { programs, everyMs }: { readonly programs: readonly string[]; readonly everyMs: number },
): { readonly stop: () => Promise<Kill[]> } => {
  const under: Promise<Kill | null>[] = [];
  const timer = setInterval(() => {
    const program = programs[under.length % programs.length];
    if (program) under.push(kill(place, program));
  }, everyMs);
  return {
    stop: async () => {
      clearInterval(timer);
      return (await Promise.all(under)).flatMap((each) => each ?? []);
    },
  };
};
