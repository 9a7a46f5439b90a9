/** The contract's states of a receivable, in the order of its enum. */
export const CHAIN_STATUSES = [
  "none",
  "registered",
  "funding",
  "funded",
  "released",
  "settled",
  "cancelled",
  "refunded",
  "boughtBack",
  "defaulted",
] as const;

/** A state of a receivable as the chain knows it. */
export type ChainStatus = (typeof CHAIN_STATUSES)[number];
