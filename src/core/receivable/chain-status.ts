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

const CLOSED: ReadonlySet<string> = new Set<ChainStatus>([
  "settled",
  "cancelled",
  "refunded",
  "boughtBack",
]);

/** Whether the life of a receivable in this state is over: nothing more is expected of anybody. */
export const isClosed = (status: string): boolean => CLOSED.has(status);
