import type { Hex } from "@/core/typed-data/typed-data";

/** One lot of a registration. Amounts in the coin's smallest unit (10^-6), times in unix seconds. */
export type Lot = {
  /** Id: the lot key with the lowest bit cleared. */
  readonly receivable: Hex;
  readonly buyer: Hex;
  readonly amountDue: bigint;
  readonly dueAt: number;
  readonly ordersRoot: Hex;
  readonly documentHash: Hex;
};

/** A batch of lots of one seller, one warehouse, one coin; both sign it. */
export type Registration = {
  readonly seller: Hex;
  readonly warehouse: Hex;
  readonly coin: Hex;
  readonly issuedAt: number;
  readonly expiry: number;
  readonly lots: readonly Lot[];
};

/** What a receivable is; never changes after registration. */
export type Terms = {
  readonly receivable: Hex;
  readonly seller: Hex;
  readonly warehouse: Hex;
  readonly buyer: Hex;
  readonly coin: Hex;
  readonly amountDue: bigint;
  readonly dueAt: number;
  readonly ordersRoot: Hex;
  readonly documentHash: Hex;
};

/** The seller's financing terms. Rates in basis points a year; see IReceivables.Offer for each field. */
export type Offer = {
  /** Zero address: any licensed lender. */
  readonly lender: Hex;
  readonly advanceBps: number;
  readonly rateBps: number;
  readonly lateRateBps: number;
  readonly feeBps: number;
  readonly dayCount: 360 | 365;
  /** Seconds added to a time before its day is taken; Hong Kong 28,800. */
  readonly dayOffset: number;
  readonly minimum: bigint;
  readonly fundBy: number;
  readonly deliverBy: number;
  readonly graceDays: number;
  readonly noticeDays: number;
  readonly quorum: number;
  readonly recourse: boolean;
  readonly rateOverride: boolean;
  readonly memorandumHash: Hex;
  readonly sequence: number;
};

/** What every call about a receivable passes back in. */
export type Deal = {
  readonly terms: Terms;
  /** Block time of the registration, from the Registered event. */
  readonly registeredAt: number;
  readonly offer: Offer;
  readonly attesters: readonly Hex[];
};

/** Confirmation of delivery; `delivered` is cumulative, `isFinal` says that nothing more will come. */
export type Attestation = {
  readonly delivered: bigint;
  readonly seq: number;
  readonly notBefore: number;
  readonly expiry: number;
  readonly evidenceHash: Hex;
  readonly isFinal: boolean;
};

const ZERO_ADDRESS: Hex = "0x0000000000000000000000000000000000000000";
const ZERO_HASH: Hex = "0x0000000000000000000000000000000000000000000000000000000000000000";

/** Stands in `Deal.offer` for calls before the first funding, where the contract does not look at it. */
export const NO_OFFER: Offer = {
  lender: ZERO_ADDRESS,
  advanceBps: 0,
  rateBps: 0,
  lateRateBps: 0,
  feeBps: 0,
  dayCount: 365,
  dayOffset: 0,
  minimum: 0n,
  fundBy: 0,
  deliverBy: 0,
  graceDays: 0,
  noticeDays: 0,
  quorum: 0,
  recourse: false,
  rateOverride: false,
  memorandumHash: ZERO_HASH,
  sequence: 0,
};
