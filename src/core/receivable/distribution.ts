import type { ReceivableFact } from "./timeline";

/** What a receivable has earned and paid so far, minor units. */
export type PaidFigures = {
  readonly funded: bigint;
  readonly released: bigint;
  /** Lenders' money neither released nor given back. */
  readonly escrow: bigint;
  readonly latePaid: bigint;
  readonly chargePaid: bigint;
  readonly principalPaid: bigint;
  /** The remainder tier: what is the seller's by the terms. */
  readonly sellerPaid: bigint;
  readonly lenders: readonly { readonly units: bigint; readonly paid: bigint }[];
};

/** Who got what of the money that came, minor units; `lenders`, `owed` and `dust` sum to the lenders' share. */
export type Distribution = {
  /** Paid to lenders, all together. */
  readonly lenders: bigint;
  /** The lenders' and not paid to them yet. */
  readonly owed: bigint;
  /** The remainder, the seller's. */
  readonly seller: bigint;
  /** What rounding down per lender left over; it goes to the seller when the last notes are redeemed. */
  readonly dust: bigint;
};

/** Divides what was paid between lenders and seller. Nobody holds a note any more: what is left is dust. */
export const distributionOf = (figures: PaidFigures): Distribution => {
  const { funded, released, escrow, latePaid, chargePaid, principalPaid, sellerPaid } = figures;
  const returned = funded - released - escrow;
  const lenders = figures.lenders.reduce((sum, { paid }) => sum + paid, 0n);
  const left = returned + latePaid + chargePaid + principalPaid - lenders;
  const redeemed = figures.lenders.length > 0 && figures.lenders.every(({ units }) => units === 0n);
  return redeemed
    ? { lenders, owed: 0n, seller: sellerPaid, dust: left }
    : { lenders, owed: left, seller: sellerPaid, dust: 0n };
};

const deliveredIn = ({ args }: ReceivableFact): bigint | null =>
  typeof args.delivered === "string" ? BigInt(args.delivered) : null;

/**
 * The value of goods confirmed as delivered, minor units; null before any confirmation. A confirmation that was
 * withdrawn leaves the value of the last release.
 */
export const deliveredValue = (facts: readonly ReceivableFact[]): bigint | null => {
  let released: bigint | null = null;
  let confirmed: bigint | null = null;
  for (const fact of facts) {
    if (fact.name === "Released") released = confirmed = deliveredIn(fact);
    if (fact.name === "AttestationLodged") confirmed = deliveredIn(fact);
    if (fact.name === "AttestationVoided") confirmed = released;
  }
  return confirmed;
};
