import type { ChainFact, ChainStatus } from "@/core/chain-fact/chain-fact";

/** A block as far as the indexer needs it. */
export type BlockHead = {
  readonly number: number;
  readonly hash: string;
  readonly parentHash: string;
  readonly blockAt: Date;
  /** The block's bloom filter over addresses and topics, 256 bytes as 0x hex. */
  readonly logsBloom: string;
};

/** Answers which of these checksummed addresses are collection accounts, and of which receivable. */
export type CollectionLookup = (
  addresses: readonly string[],
) => Promise<ReadonlyMap<string, string>>;

/** A block with the decoded facts of our contracts in it, in chain order. */
export type BlockFacts = BlockHead & { readonly facts: readonly ChainFact[] };

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

/** Reads the chain. Every method throws `ChainUnreachable` when no node answers in time; that is always worth a retry. */
export type ChainReader = {
  /** @throws WrongChain when the node serves another chain than the one configured. */
  readonly checkChain: () => Promise<void>;
  readonly headNumber: () => Promise<number>;
  /** The block at a height, or null when the node does not have it (yet). */
  readonly blockAt: (number: number) => Promise<BlockHead | null>;
  /**
   * The facts of one block, asked by its hash and checked against the block's bloom filter and receipts.
   * Coin transfers are kept where they touch the contract or a collection account.
   */
  readonly factsOf: (
    block: BlockHead,
    collections: CollectionLookup,
  ) => Promise<readonly ChainFact[]>;
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
