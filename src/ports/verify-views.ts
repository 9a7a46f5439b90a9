import type { PaymentStanding } from "@/core/claim/claim-standing";
import type { Currency } from "@/core/money";
import type { Hex } from "@/core/typed-data/typed-data";

/** A receivable as the contract itself answers at one block; every figure in minor units. */
export type ReceivableOnChain = {
  /** Checksummed address of the Receivables contract that was asked. */
  readonly contract: string;
  readonly blockNumber: number;
  readonly blockAt: Date;
  /** The chain's word: none, registered, funding, funded, released, settled, cancelled, refunded, boughtBack, defaulted. */
  readonly status: string;
  /** First 25 bytes of the hash that the deal must match; all zero for an unknown id. */
  readonly commitment: Hex;
  readonly funded: bigint;
  readonly released: bigint;
  /** `ALL_DELIVERED` once it is the whole amount due. */
  readonly delivered: bigint;
  /** Credits in all. */
  readonly diluted: bigint;
  readonly collected: bigint;
  readonly principalRepaid: bigint;
};

/** A transaction in a block, with the events of our contracts in it. */
export type TransactionOnChain = {
  readonly hash: string;
  readonly blockNumber: number;
  readonly blockAt: Date;
  readonly succeeded: boolean;
  readonly events: readonly {
    readonly contract: string;
    readonly name: string;
    readonly receivableId: string | null;
  }[];
};

/** What stands behind a coin, as the register answers at one block; figures in minor units, times in unix seconds. */
export type ReserveOnChain = {
  /** Attested total, and when it stood so; 0 when nothing was attested yet. */
  readonly total: bigint;
  readonly asOf: number;
  /** Every coin there is, frozen ones and those in redemption included. */
  readonly supply: bigint;
  /** What must be held for them, buffer included. */
  readonly needed: bigint;
  /** What could still be minted now. */
  readonly headroom: bigint;
  /** Time of the block that was asked. */
  readonly blockAt: number;
};

/** What a web page asks the node itself, so that an answer does not rest on our records. Reads only. */
export type ChainFacts = {
  /** The receivable at the newest block; status `none` for an id the contract does not know. */
  readonly receivable: (id: Hex) => Promise<ReceivableOnChain>;
  /** Null while the node knows no such transaction in a block. */
  readonly transaction: (hash: Hex) => Promise<TransactionOnChain | null>;
  /** Balance of an account in minor units of the coin, at the newest block. */
  readonly coinBalance: (coin: string, account: string) => Promise<bigint>;
  /** Whether the coin and the register of participants let an account be paid, at the newest block. */
  readonly standing: (coin: string, account: string) => Promise<PaymentStanding>;
  /** What stands behind the coin of a currency, at the newest block. */
  readonly reserve: (currency: Currency) => Promise<ReserveOnChain>;
};

/** What our records hold about a receivable that anybody may know: nothing that the chain does not show already. */
export type PublicReceivable = {
  readonly id: Hex;
  readonly reference: string;
  readonly status: string;
  readonly seller: PublicParty;
  readonly warehouse: PublicParty;
  readonly documentHash: Hex;
  readonly ordersRoot: Hex;
  readonly orderCount: number;
  /** Hashes of the files behind it; with several the document hash covers all of them. */
  readonly fileHashes: readonly string[];
  /** First 25 bytes that must stand on chain for our record: of the registered deal, or of the frozen one. Null before registration. */
  readonly commitment: Hex | null;
  readonly registration: {
    readonly txHash: string;
    readonly blockNumber: number;
    readonly blockAt: Date;
  } | null;
};

/** A participant as the register of participants shows it; the name only goes to who holds a document. */
export type PublicParty = {
  readonly account: string;
  readonly number: number;
  readonly name: string;
};

/** Look-ups for anyone, without a scope: the answers hold public facts only. */
export type VerifyViews = {
  readonly byId: (id: Hex) => Promise<PublicReceivable | null>;
  readonly byReference: (reference: string) => Promise<PublicReceivable | null>;
  /** Receivables registered over a document with this hash, alone or among several files; usually one. */
  readonly byDocumentHash: (hash: Hex) => Promise<readonly PublicReceivable[]>;
  /** Receivables whose orders have this Merkle root; usually one. */
  readonly byOrdersRoot: (root: Hex) => Promise<readonly PublicReceivable[]>;
};
