import type pg from "pg";
import type { ChainIndex } from "@/ports/chain-index";
import type { ChainReader } from "@/ports/chain-reader";
import type { Life } from "@/proving/replay/lived-facts";
import { copyId, replayedChain } from "@/proving/replay/replayed-chain";
import { followChain, type Indexer } from "@/workers/indexer/follow-chain";
import { openLog } from "@/workers/log";

const log = openLog("silent", "bench");
/** As deep as on the main chain; that many blocks are told one by one at the end of a catch-up. */
const FINALITY_DEPTH = 64;
const UNDO = 50;
const REBUILD_PORTION = 50;

/** What was measured; rates in events a second, times in milliseconds. */
export type Measured = {
  readonly events: number;
  readonly blocks: number;
  readonly receivables: number;
  readonly journals: number;
  readonly catchUp: number;
  readonly atHead: number;
  readonly rebuild: number;
  readonly undo: { readonly blocks: number; readonly events: number; readonly ms: number };
};

const insertReceivables = (pool: pg.Pool, copies: number) =>
  pool.query(
    `insert into "Receivable" (id, "sellerId", "warehouseId", "buyerId", reference, currency, coin, "amountDue",
       "dueDate", "dueDateSource", "dueAt", "orderCount", "ordersRoot", "documentHash", terms, status)
     select id, 'seller', 'warehouse', 'buyer', 'QN-' || n, 'HKD', '', 100000000000, '2027-01-20', 'stated', now(),
       1, '', '', '{}', 'registering'
     from unnest($1::text[]) with ordinality as r(id, n)`,
    [Array.from({ length: copies }, (_, copy) => copyId(copy))],
  );

const countOf = async (pool: pg.Pool, table: string, where = "true"): Promise<number> => {
  const found = await pool.query<{ n: bigint }>(
    `select count(*) as n from "${table}" where ${where}`,
  );
  return Number(found.rows[0]?.n ?? 0n);
};

const refuseUnless = (isSo: boolean, what: string): void => {
  if (!isSo) throw new Error(`The bench means nothing: ${what}.`);
};

/** Follows the chain to its head; adds up the time of the blocks told together, told one by one, and undone. */
const follow = async (index: ChainIndex, chain: ChainReader) => {
  const spent = { together: 0, alone: 0, undone: 0, events: { together: 0, alone: 0, undone: 0 } };
  const timed: ChainIndex = {
    ...index,
    apply: async (blocks) => {
      const from = performance.now();
      const applied = await index.apply(blocks);
      const [newest] = blocks.slice(-1);
      const kind = (newest?.number ?? 0) > settled ? "alone" : "together";
      spent[kind] += performance.now() - from;
      spent.events[kind] += blocks.reduce((sum, { facts }) => sum + facts.length, 0);
      return applied;
    },
    undo: async (block) => {
      const from = performance.now();
      const undone = await index.undo(block);
      spent.undone += performance.now() - from;
      return undone;
    },
  };
  const settled = (await chain.headNumber()) - FINALITY_DEPTH;
  const indexer: Indexer = {
    index: timed,
    chain,
    fromBlock: 1,
    finalityDepth: FINALITY_DEPTH,
    log,
  };
  let pass = await followChain(indexer);
  while (pass.seen < pass.head) pass = await followChain(indexer);
  return spent;
};

const perSecond = (events: number, ms: number): number => Math.round((events * 1_000) / ms);

/** Feeds copies of one life, as facts the decoder made, through the real indexer into the real database. */
export const measureIndexer = async (
  { pool, index, life }: { pool: pg.Pool; index: ChainIndex; life: Life },
  wanted: number,
): Promise<Measured> => {
  const replay = replayedChain(life, wanted);
  const chain = replay.reader as ChainReader;
  const events = replay.make();
  await insertReceivables(pool, replay.copies);
  const told = await follow(index, chain);
  const journals = await countOf(pool, "Journal");
  refuseUnless((await countOf(pool, "ChainEvent")) === events, "events are missing");
  const settled = await countOf(pool, "Receivable", `status = 'settled'`);
  refuseUnless(settled === replay.copies, `${settled} of ${replay.copies} receivables settled`);
  replay.reorganise(UNDO);
  const before = await countOf(pool, "ChainEvent");
  const again = await follow(index, chain);
  refuseUnless((await countOf(pool, "ChainEvent")) === before, "the reorganisation lost events");
  const from = performance.now();
  const seen = await index.cursor("seen");
  const rebuilt = await index.rebuild(
    { number: replay.height, hash: seen?.hash ?? "", evidence: null },
    replay.portions(REBUILD_PORTION),
  );
  const rebuiltIn = performance.now() - from;
  refuseUnless(rebuilt.facts === events && rebuilt.rebooked === 0, "the rebuild found differences");
  return {
    events,
    blocks: replay.height,
    receivables: replay.copies,
    journals,
    catchUp: perSecond(told.events.together, told.together),
    atHead: perSecond(told.events.alone, told.alone),
    rebuild: perSecond(events, rebuiltIn),
    undo: { blocks: UNDO, events: again.events.alone, ms: Math.round(again.undone) },
  };
};
