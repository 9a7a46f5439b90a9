import type { ChainIndex } from "@/ports/chain-index";
import type { BlockFacts, ChainReader, KnownBlock } from "@/ports/chain-reader";

/** Blocks read at once. */
const WINDOW = 100;

/** What a full reading found; blocks without facts are left out. */
export type Portion = readonly BlockFacts[];

/**
 * Reads every block of ours from the first one up to where the index stands, from the chain alone, in bounded portions.
 * Answers the block it read up to. @throws Error when the index is empty or the chain does not have that block.
 */
export const readFacts =
  ({ chain, index, fromBlock }: { chain: ChainReader; index: ChainIndex; fromBlock: number }) =>
  async (take: (portion: Portion) => void): Promise<KnownBlock> => {
    const seen = await index.cursor("seen");
    if (!seen) throw new Error("There is no index yet: the worker begins one.");
    const registered = new Map<string, string>();
    for (let from = fromBlock; from <= seen.number; from += WINDOW) {
      const to = Math.min(seen.number, from + WINDOW - 1);
      const heads = await chain.blocksIn(from, to);
      if (heads.length !== to - from + 1) throw new Error(`No node has block ${to}.`);
      const blocks = await chain.factsOf(heads, async () => registered);
      for (const { name, args, receivableId } of blocks.flatMap(({ facts }) => facts))
        if (name === "LotRegistered" && receivableId)
          registered.set(String(args.collectionAccount), receivableId);
      const told = blocks.filter(({ facts }) => facts.length > 0);
      if (told.length > 0) take(told);
    }
    const last = await chain.blockAt(seen.number);
    if (last?.hash !== seen.hash)
      throw new Error("The chain moved away from the index meanwhile: try again.");
    return { number: seen.number, hash: seen.hash, evidence: null };
  };
