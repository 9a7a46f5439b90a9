import type { ChainFact } from "@/core/chain-fact/chain-fact";
import type { ChainStatus } from "@/core/receivable/chain-status";

/** A block as far as the indexer needs it. */
export type BlockHead = {
  readonly number: number;
  readonly hash: string;
  readonly parentHash: string;
  readonly blockAt: Date;
  /** The block's bloom filter over addresses and topics, 256 bytes as 0x hex. */
  readonly logsBloom: string;
  /** Hashes of its transactions. */
  readonly transactions: readonly string[];
};

/** Answers which of these checksummed addresses are collection accounts, and of which receivable. */
export type CollectionLookup = (
  addresses: readonly string[],
) => Promise<ReadonlyMap<string, string>>;

/** A block with the decoded facts of our contracts in it, in chain order. */
export type BlockFacts = Omit<BlockHead, "logsBloom" | "transactions"> & {
  readonly facts: readonly ChainFact[];
  /** Hash over everything the node said about our contracts in this block; null where nobody asked. */
  readonly evidence: string | null;
};

/** A block the index holds and what it was told of it. */
export type KnownBlock = {
  readonly number: number;
  readonly hash: string;
  readonly evidence: string | null;
};

/** A receivable's own figures at one block, minor units; what the read model must agree with. */
export type FiguresOnChain = {
  readonly status: ChainStatus;
  readonly funded: bigint;
  readonly released: bigint;
  /** `ALL_DELIVERED` once it is the whole amount due. */
  readonly delivered: bigint;
  readonly diluted: bigint;
  readonly collected: bigint;
  readonly principalPaid: bigint;
};

/** How far one node has come; null when it does not answer. */
export type NodeHead = { readonly name: string; readonly head: number | null };

/** What the nodes say together about blocks that are to become final. */
export type Confirmation =
  | { readonly kind: "agreed" }
  /** Too few nodes could say: ask again later. */
  | { readonly kind: "waiting"; readonly why: string }
  /** A node tells it differently: somebody must look. */
  | { readonly kind: "denied"; readonly blockNumber: number; readonly why: string };

/**
 * Reads the chain from one or more nodes. A question goes to the next node when one leaves it unanswered or answers against
 * itself. Every method throws `ChainUnreachable` when none answers in time; that is always worth a retry.
 */
export type ChainReader = {
  /** @throws WrongChain when a node serves another chain than the one configured. */
  readonly checkChain: () => Promise<void>;
  readonly heads: () => Promise<readonly NodeHead[]>;
  /** The highest block any node knows. */
  readonly headNumber: () => Promise<number>;
  /** The block at a height, or null when no node has it (yet). */
  readonly blockAt: (number: number) => Promise<BlockHead | null>;
  /** Blocks from one height to another, both included; ends early where no node knows more. */
  readonly blocksIn: (from: number, to: number) => Promise<readonly BlockHead[]>;
  /**
   * The facts of consecutive blocks, asked by hash and checked against each block's bloom filter and receipts.
   * Coin transfers are kept where they touch the contract or a collection account registered no later than their block.
   */
  readonly factsOf: (
    blocks: readonly BlockHead[],
    collections: CollectionLookup,
  ) => Promise<readonly BlockFacts[]>;
  /** Asks every node for these blocks again. With one node there is nobody else to ask: agreed. */
  readonly confirm: (blocks: readonly KnownBlock[]) => Promise<Confirmation>;
  /** Address of a receivable's collection account, deployed or not. */
  readonly collectionAccount: (receivableId: string) => string;
  /** Coin balances at one block, in the order asked; minor units. */
  readonly balancesAt: (
    blockHash: string,
    asks: readonly { readonly coin: string; readonly account: string }[],
  ) => Promise<readonly bigint[]>;
  /** Receivables' figures at one block, in the order asked. */
  readonly figuresAt: (
    blockHash: string,
    receivableIds: readonly string[],
  ) => Promise<readonly FiguresOnChain[]>;
};

/** No node answered, or it answered nonsense: try again later. */
export class ChainUnreachable extends Error {
  override name = "ChainUnreachable";
}

/** The node serves another chain. Money stops until it is put right. */
export class WrongChain extends Error {
  override name = "WrongChain";
}
