import { newestShared } from "@/core/chain-fact/newest-shared";
import { ChainHalted, type ChainIndex, type Cursor, DeepReorganisation } from "@/ports/chain-index";
import {
  type BlockFacts,
  type ChainReader,
  ChainUnreachable,
  type CollectionLookup,
  type NodeHead,
} from "@/ports/chain-reader";
import { concernsOf } from "@/workers/indexer/concerns";
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

/** Blocks read at once; two such windows are held at most. */
const WINDOW = 50;
/** Blocks of one pass, so that a long catch-up lets the rest of the worker breathe. */
const PASS_MAX = 400;
/** Facts of one transaction while the index is far behind. */
const FACTS_MAX = 2_000;
/** Blocks compared at once on the way down to the newest one both sides know. */
const LOOK_BACK = 64;

/** Where one pass ended: at the head, or with more to do. */
export type Pass = {
  readonly seen: number;
  readonly head: number;
  /** What somebody should look at though money goes on. */
  readonly concerns: readonly string[];
};

const begin = async ({ index, chain, fromBlock }: Indexer): Promise<Cursor> => {
  const start = await chain.blockAt(Math.max(0, fromBlock - 1));
  if (!start) throw new Error(`The chain has no block ${fromBlock - 1} to begin at.`);
  await index.begin(start);
  const cursor = await index.cursor("seen");
  if (!cursor) throw new Error("The index did not begin.");
  return cursor;
};

/** Stops money in every worker until a person resumes. */
const halt = async (
  { index, log }: Indexer,
  { blockNumber, reason }: { blockNumber: number; reason: string },
): Promise<void> => {
  await index.halt({ blockNumber, reason });
  log.fatal({ block: blockNumber, reason }, "money halted");
};

/** Where index and chain part: the newest block both know, null when none is kept, and whether the chain has none above it. */
const partingFrom = async (
  { index, chain }: Indexer,
  height: number,
): Promise<{ shared: number | null; isBehind: boolean }> => {
  let newest: number | undefined;
  for (let top = height; top >= 0; top -= LOOK_BACK) {
    const from = Math.max(0, top - LOOK_BACK + 1);
    const ours = await index.blocksIn(from, top);
    if (ours.length === 0) break;
    const theirs = await chain.blocksIn(from, top);
    newest ??= theirs.at(-1)?.number;
    const shared = newestShared(ours, theirs);
    if (shared !== null) return { shared, isBehind: shared === newest };
  }
  return { shared: null, isBehind: newest === undefined };
};

/**
 * Takes back what the chain lost. First finds where index and chain part, so that nothing is taken back when that lies
 * below the final block; then undoes block by block, and looks again: the chain may have moved once more meanwhile.
 */
const backToChain = async (indexer: Indexer, from: Cursor): Promise<Cursor> => {
  const { index, chain, log } = indexer;
  let cursor = from;
  for (;;) {
    const onChain = await chain.blockAt(cursor.number);
    if (onChain?.hash === cursor.hash) return cursor;
    const { shared, isBehind } = await partingFrom(indexer, cursor.number);
    // A node behind its own past is no reorganisation: wait for it.
    if (isBehind) return cursor;
    const final = (await index.cursor("final"))?.number ?? -1;
    if (shared === null || shared < final) {
      const reason = `The chain lost block ${final}, which was final: it agrees with the index only up to ${shared ?? "a block no longer kept"}.`;
      await halt(indexer, { blockNumber: final, reason });
      throw new DeepReorganisation(reason);
    }
    while (cursor.number > shared) {
      const undone = await index.undo(cursor);
      log.warn({ block: cursor.number, hash: cursor.hash, undone }, "block lost by the chain");
      const back = await index.cursor("seen");
      if (!back || back.number >= cursor.number) return back ?? cursor;
      cursor = back;
    }
  }
};

/** Blocks that are told in one transaction: many where all are old enough to be final, one near the head. */
const portionsOf = (blocks: readonly BlockFacts[], settled: number): BlockFacts[][] => {
  const portions: BlockFacts[][] = [];
  let room = 0;
  for (const block of blocks) {
    const last = portions.at(-1);
    const joins = block.number <= settled && block.facts.length <= room;
    if (last && joins) last.push(block);
    else portions.push([block]);
    room = (last && joins ? room : FACTS_MAX) - block.facts.length;
  }
  return portions;
};

/** Knows the collection accounts of the index and of blocks that were read but not told yet. */
const lookupAhead = (index: ChainIndex) => {
  const fresh = new Map<string, string>();
  const collections: CollectionLookup = async (addresses) => {
    const known = new Map(await index.collectionsAmong(addresses));
    for (const address of addresses) {
      const id = fresh.get(address);
      if (id) known.set(address, id);
    }
    return known;
  };
  const learn = (blocks: readonly BlockFacts[]): void => {
    for (const { name, receivableId, args } of blocks.flatMap(({ facts }) => facts))
      if (name === "LotRegistered" && receivableId)
        fresh.set(String(args.collectionAccount), receivableId);
  };
  return { collections, learn };
};

/** Tells blocks up to a height, reading the next window while one is told. */
const tellUpTo = async (
  { index, chain, finalityDepth, log }: Indexer,
  { cursor, end, head }: { cursor: Cursor; end: number; head: number },
): Promise<Cursor> => {
  const { collections, learn } = lookupAhead(index);
  const read = async (from: number): Promise<readonly BlockFacts[]> => {
    if (from > end) return [];
    const blocks = await chain.blocksIn(from, Math.min(end, from + WINDOW - 1));
    const told = await chain.factsOf(blocks, collections);
    learn(told);
    return told;
  };
  let window = await read(cursor.number + 1);
  while (window.length > 0) {
    const next = read((window.at(-1)?.number ?? end) + 1);
    // Looked at below; must not end the program when telling fails first.
    next.catch(() => undefined);
    for (const blocks of portionsOf(window, head - finalityDepth)) {
      const applied = await index.apply(blocks);
      if (applied.kind === "stale") return (await index.cursor("seen")) ?? cursor;
      const facts = blocks.reduce((sum, block) => sum + block.facts.length, 0);
      if (facts > 0)
        log.info({ block: blocks.at(-1)?.number, blocks: blocks.length, facts }, "blocks told");
    }
    window = await next;
  }
  return (await index.cursor("seen")) ?? cursor;
};

/** Moves the final grade up as far as all nodes agree; answers what keeps it back. */
const finalise = async (indexer: Indexer, final: number): Promise<string[]> => {
  const { index, chain, fromBlock } = indexer;
  const from = ((await index.cursor("final"))?.number ?? fromBlock - 1) + 1;
  if (final < from) return [];
  const answer = await chain.confirm(await index.blocksIn(from, final));
  if (answer.kind === "waiting") return [`Nothing new becomes final: ${answer.why}`];
  if (answer.kind === "denied") {
    await halt(indexer, { blockNumber: answer.blockNumber, reason: answer.why });
    throw new ChainHalted(answer.why);
  }
  await index.finalise(final);
  return [];
};

const highestOf = (heads: readonly NodeHead[]): number => {
  const known = heads.flatMap(({ head }) => head ?? []);
  if (known.length === 0) throw new ChainUnreachable("No node tells its newest block.");
  return Math.max(...known);
};

/**
 * One pass along the chain: undo what the chain lost, then tell new blocks, then move the final grade up. Any number of
 * workers may run it; the cursor's row lock lets one through.
 * @throws ChainHalted while money stands still until a person resumes.
 */
export const followChain = async (indexer: Indexer): Promise<Pass> => {
  const { index, chain, finalityDepth } = indexer;
  const halted = await index.halted();
  if (halted) throw new ChainHalted(halted.reason);
  await chain.checkChain();
  const from = await backToChain(indexer, (await index.cursor("seen")) ?? (await begin(indexer)));
  const heads = await chain.heads();
  const head = highestOf(heads);
  const end = Math.min(head, from.number + PASS_MAX);
  const cursor = await tellUpTo(indexer, { cursor: from, end, head });
  const waiting = await finalise(indexer, Math.min(head - finalityDepth, cursor.number));
  return { seen: cursor.number, head, concerns: [...concernsOf(heads, cursor.number), ...waiting] };
};
