import { advanceCap, share } from "@/core/waterfall/waterfall";

/** A receivable's books as the release looks at them; minor units, cumulative. */
export type ReleaseBooks = {
  readonly amountDue: bigint;
  readonly diluted: bigint;
  readonly collected: bigint;
  readonly funded: bigint;
  readonly released: bigint;
  readonly escrow: bigint;
  readonly principalRepaid: bigint;
  readonly advanceBps: number;
};

const least = (left: bigint, right: bigint): bigint => (left < right ? left : right);
const above = (left: bigint, right: bigint): bigint => (left > right ? left - right : 0n);

/**
 * What leaves escrow for the seller once `delivered` (cumulative) is attested, minor units; both caps of the contract:
 * at most `funded x delivered / amount due`, and at most the advance rate on what the buyer will still owe for goods
 * that arrived. Rounded down. 0 when nothing can be released: the contract then refuses the attestation.
 */
export const releasableAt = (books: ReleaseBooks, delivered: bigint): bigint => {
  const expected = least(delivered, above(books.amountDue, books.diluted));
  const lendable = advanceCap(BigInt(books.advanceBps), expected, books.collected);
  const most = [
    books.principalRepaid + lendable,
    share(books.funded, delivered, books.amountDue),
    books.released + books.escrow,
  ].reduce(least);
  return above(most, books.released);
};
