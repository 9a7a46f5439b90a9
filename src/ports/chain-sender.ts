import type { IntentKind, Json } from "@/core/intent/intent";
import type { Passing } from "@/core/intent/passing";

/** Why a call did or would revert, in words for people; `code` is the contract's error name. */
export type RevertReason = {
  readonly code: string;
  readonly says: string;
  readonly args: { readonly [name: string]: Json };
};

/** A call as the chain takes it. */
export type Call = { readonly to: string; readonly data: string };

/** What a rehearsal of a call says: the gas it would need, or why it would revert and which acts wait for the end of that. */
export type Rehearsal =
  | { readonly ok: true; readonly gas: bigint }
  | { readonly ok: false; readonly reason: RevertReason; readonly passes: Passing };

/** Fees per gas in wei. */
export type Fees = { readonly maxFeePerGas: bigint; readonly maxPriorityFeePerGas: bigint };

/** Everything that is signed. Gas in units, fees in wei per unit. */
export type TransactionPlan = Call &
  Fees & { readonly chainId: number; readonly nonce: number; readonly gasLimit: bigint };

/** Signed bytes and their hash. */
export type SignedTransaction = { readonly raw: string; readonly hash: string };

/**
 * What became of a broadcast, all nodes taken together:
 * - sent: a node took the bytes, or had them already;
 * - underpriced: a node refused them for their fee: the same nonce needs a higher one;
 * - nonce-used: the nonce is spent, by these bytes, an earlier attempt, or a stranger;
 * - unknown: no clear answer. Treated as sent;
 * - refused: certainly not taken, but the same bytes may be later;
 * - unusable: certainly not taken, and these bytes never will be.
 */
export type BroadcastOutcome = {
  readonly kind: "sent" | "underpriced" | "nonce-used" | "unknown" | "refused" | "unusable";
  readonly says: string;
};

/** A transaction's place in a block. */
export type Receipt = {
  readonly blockNumber: number;
  readonly blockHash: string;
  readonly succeeded: boolean;
};

/** Writes to the chain. Methods that read throw `ChainUnreachable`; `broadcast` never throws. */
export type ChainSender = {
  readonly chainId: number;
  /** Moment of the newest block. */
  readonly chainTime: () => Promise<Date>;
  /** Transactions of an address that are in blocks. */
  readonly minedNonce: (address: string) => Promise<number>;
  /** Fees for the next block, and the base fee of the newest one, all in wei per gas. */
  readonly fees: () => Promise<Fees & { readonly baseFeePerGas: bigint }>;
  /** The contract call of an intent. @throws TypeError when the payload does not fit the kind: a bug of its author. */
  readonly callOf: (
    kind: IntentKind,
    payload: { readonly [key: string]: Json },
    holders: readonly string[],
  ) => Call;
  /** Tries the call at the newest state, without sending it, and estimates its gas. */
  readonly rehearse: (from: string, call: Call) => Promise<Rehearsal>;
  /** Every node gets the bytes, after it was asked for its chain id; the first that takes them decides. */
  readonly broadcast: (raw: string) => Promise<BroadcastOutcome>;
  /** Receipts in the order asked, from the node that answers first. */
  readonly receiptsOf: (hashes: readonly string[]) => Promise<readonly (Receipt | null)[]>;
  /** Whether any node knows a receipt of any of these hashes. @throws ChainUnreachable when none answers. */
  readonly isMinedAnywhere: (hashes: readonly string[]) => Promise<boolean>;
  /** Why a mined transaction reverted, found by repeating its call around its block. */
  readonly whyReverted: (from: string, call: Call, blockNumber: number) => Promise<RevertReason>;
  /** The call and gas limit inside signed bytes, to make them anew with higher fees. */
  readonly planOf: (raw: string) => TransactionPlan;
};

/** The keys the platform sends with. */
export type SenderKeys = {
  /** The checksummed address behind a label. @throws Error when the key was never made. */
  readonly addressOf: (label: string) => Promise<string>;
  readonly sign: (label: string, plan: TransactionPlan) => Promise<SignedTransaction>;
};
