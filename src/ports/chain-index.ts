import type { BlockFacts, BlockHead, CollectionLookup } from "@/ports/chain-reader";

/** How far a grade has come. */
export type Cursor = { readonly number: number; readonly hash: string; readonly blockAt: Date };

/** What became of a block handed to the index. */
export type Applied =
  | { readonly kind: "applied"; readonly touched: readonly string[] }
  /** Another worker was faster, or the block does not follow the cursor. */
  | { readonly kind: "stale" };

/** The read model, the books and the cursor; each method is one transaction. */
export type ChainIndex = {
  readonly cursor: (grade: "seen" | "final") => Promise<Cursor | null>;
  /** Starts an empty index just below its first block. */
  readonly begin: (block: BlockHead) => Promise<void>;
  /** Hash of a block the index holds, or null. */
  readonly hashAt: (number: number) => Promise<string | null>;
  readonly collectionsAmong: CollectionLookup;
  readonly apply: (block: BlockFacts) => Promise<Applied>;
  /**
   * Takes back the newest block because the chain lost it: events gone, books reversed, read model told anew.
   * @throws DeepReorganisation when the block was final.
   */
  readonly undo: (block: Cursor) => Promise<Applied>;
  /** Moves the final grade up to a block the index holds. */
  readonly finalise: (number: number) => Promise<void>;
};

/** The chain lost a block that had counted as final. Money stops; pages go on. */
export class DeepReorganisation extends Error {
  override name = "DeepReorganisation";
}
