import type { ChainIndex, Cursor } from "@/ports/chain-index";
import type { BlockFacts, BlockHead, ChainReader } from "@/ports/chain-reader";
import type { Log } from "@/workers/log";

/** What the indexer works with. */
export type Indexer = {
  readonly index: ChainIndex;
  readonly chain: ChainReader;
  /** First block with something of ours in it. */
  readonly fromBlock: number;
  readonly finalityDepth: number;
  readonly log: Log;
};

/** Blocks fetched ahead of the one being applied. */
const BATCH = 20;
/** Blocks of one pass, so that a long catch-up lets the rest of the worker breathe. */
const PASS_MAX = 400;

/** Where one pass ended: at the head, or with more to do. */
export type Pass = { readonly seen: number; readonly head: number };

const begin = async ({ index, chain, fromBlock }: Indexer): Promise<Cursor> => {
  const start = await chain.blockAt(Math.max(0, fromBlock - 1));
  if (!start) throw new Error(`The chain has no block ${fromBlock - 1} to begin at.`);
  await index.begin(start);
  const cursor = await index.cursor("seen");
  if (!cursor) throw new Error("The index did not begin.");
  return cursor;
};

/** Takes back the index's newest blocks until the chain knows the one it stands on. */
const backToChain = async (indexer: Indexer, from: Cursor): Promise<Cursor> => {
  const { index, chain, log } = indexer;
  let cursor = from;
  for (;;) {
    const onChain = await chain.blockAt(cursor.number);
    if (onChain?.hash === cursor.hash) return cursor;
    // A node behind its own past is no reorganisation: wait for it.
    if (!onChain && (await chain.headNumber()) < cursor.number && !(await forked(indexer, cursor)))
      return cursor;
    const undone = await index.undo(cursor);
    log.warn({ block: cursor.number, hash: cursor.hash, undone }, "block lost by the chain");
    const back = await index.cursor("seen");
    if (!back) throw new Error("The index lost its cursor.");
    cursor = back;
  }
};

/** Whether the node's newest block differs from what the index holds at that height. */
const forked = async ({ index, chain }: Indexer, cursor: Cursor): Promise<boolean> => {
  const head = Math.min(await chain.headNumber(), cursor.number);
  const [ours, theirs] = [await index.hashAt(head), await chain.blockAt(head)];
  return ours !== null && theirs !== null && theirs.hash !== ours;
};

const fetched = async ({ chain, index }: Indexer, number: number): Promise<BlockFacts | null> => {
  const block: BlockHead | null = await chain.blockAt(number);
  if (!block) return null;
  return { ...block, facts: await chain.factsOf(block, index.collectionsAmong) };
};

/**
 * Facts of a block depend on the collection accounts the index knows, so a block fetched ahead is fetched again
 * once a registration came before it.
 */
const applyRange = async (indexer: Indexer, from: number, to: number): Promise<boolean> => {
  const numbers = Array.from({ length: to - from + 1 }, (_, offset) => from + offset);
  const ahead = await Promise.all(numbers.map((number) => fetched(indexer, number)));
  let registered = false;
  for (const [offset, early] of ahead.entries()) {
    const block: BlockFacts | null = registered ? await fetched(indexer, from + offset) : early;
    if (!block) return false;
    const applied = await indexer.index.apply(block);
    if (applied.kind === "stale") return false;
    registered ||= block.facts.some(({ name }) => name === "LotRegistered");
    if (applied.touched.length > 0)
      indexer.log.info({ block: block.number, facts: block.facts.length }, "block told");
  }
  return true;
};

/**
 * One pass along the chain: undo what the chain lost, then tell new blocks one by one, each in one transaction,
 * then move the final grade up. Any number of workers may run it; the cursor's row lock lets one through.
 */
export const followChain = async (indexer: Indexer): Promise<Pass> => {
  const { index, chain, finalityDepth } = indexer;
  await chain.checkChain();
  let cursor = await backToChain(indexer, (await index.cursor("seen")) ?? (await begin(indexer)));
  const head = await chain.headNumber();
  const end = Math.min(head, cursor.number + PASS_MAX);
  while (cursor.number < end) {
    const to = Math.min(end, cursor.number + BATCH);
    const whole = await applyRange(indexer, cursor.number + 1, to);
    cursor = (await index.cursor("seen")) ?? cursor;
    if (!whole) break;
  }
  const final = Math.min(head - finalityDepth, cursor.number);
  if (final >= indexer.fromBlock) await index.finalise(final);
  return { seen: cursor.number, head };
};
