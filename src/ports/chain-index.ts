import type { BlockFacts, BlockHead, CollectionLookup, KnownBlock } from "@/ports/chain-reader";

/** How far a grade has come. */
export type Cursor = { readonly number: number; readonly hash: string; readonly blockAt: Date };

/** What became of blocks handed to the index. */
export type Applied =
  | { readonly kind: "applied"; readonly touched: readonly string[] }
  /** Another worker was faster, or the first block does not follow the cursor. */
  | { readonly kind: "stale" };

/** Why money stands still until a person lets it go on. */
export type Halt = {
  readonly blockNumber: number;
  readonly reason: string;
  readonly haltedAt: Date;
};

/** A person's decision to go on from a block all nodes agree on. */
export type Resumption = {
  /** Newest block that stays told; everything above is taken back, final or not. */
  readonly to: number;
  readonly by: string;
  readonly because: string;
};

/** What a rebuilt index differed in before. */
export type Rebuilt = {
  readonly facts: number;
  /** Blocks whose journals were taken back and booked anew. */
  readonly rebooked: number;
};

/** The read model, the books and the cursor; each method is one transaction. */
export type ChainIndex = {
  readonly cursor: (grade: "seen" | "final") => Promise<Cursor | null>;
  /** Starts an empty index just below its first block. */
  readonly begin: (block: BlockHead) => Promise<void>;
  /** Blocks the index holds from one height to another, both included, lowest first. */
  readonly blocksIn: (from: number, to: number) => Promise<readonly KnownBlock[]>;
  readonly collectionsAmong: CollectionLookup;
  /** Tells consecutive blocks; all of them or none. */
  readonly apply: (blocks: readonly BlockFacts[]) => Promise<Applied>;
  /**
   * Takes back the newest block because the chain lost it: events gone, books reversed, read model told anew.
   * @throws DeepReorganisation when the block was final.
   */
  readonly undo: (block: Cursor) => Promise<Applied>;
  /** Moves the final grade up to a block the index holds. */
  readonly finalise: (number: number) => Promise<void>;
  /** The reason money stands still, or null. */
  readonly halted: () => Promise<Halt | null>;
  /** Stops money for every worker; the first reason stays until a person resumes. */
  readonly halt: (halt: Omit<Halt, "haltedAt">) => Promise<void>;
  /**
   * Ends a halt: takes blocks back, has sent money looked for again, writes the audit row. Answers how many blocks went.
   * @throws Error when nothing is halted or the block to go back to is not kept.
   */
  readonly resume: (resumption: Resumption) => Promise<number>;
  /**
   * Tells everything anew in place. `told` hands over every block with facts up to `upTo` in chain order, from outside the
   * transaction; what was told above `upTo` stays. Books that are right stay; others are reversed and booked again.
   * @throws Error when the index no longer holds `upTo`.
   */
  readonly rebuild: (
    upTo: KnownBlock,
    told: AsyncIterable<readonly BlockFacts[]>,
  ) => Promise<Rebuilt>;
};

/** The chain lost a block that had counted as final. Money stops; pages go on. */
export class DeepReorganisation extends Error {
  override name = "DeepReorganisation";
}

/** Money stands still until a person resumes; the message says why. */
export class ChainHalted extends Error {
  override name = "ChainHalted";
}
