/** Fees per gas in wei. */
export type FeePair = { readonly maxFeePerGas: bigint; readonly maxPriorityFeePerGas: bigint };

/** Nodes take a replacement from +10 % on; some want +12.5 %. */
const LEAST_NUMERATOR = 1_125n;
const MOST_NUMERATOR = 1_200n;
const DENOMINATOR = 1_000n;

/** No transaction of ours ever pays more per gas than this: 500 gwei, in wei. */
export const FEE_CAP = 500_000_000_000n;

const leastAbove = (before: bigint): bigint =>
  (before * LEAST_NUMERATOR + DENOMINATOR - 1n) / DENOMINATOR;

const stepped = (before: bigint, wanted: bigint): bigint => {
  const least = leastAbove(before);
  const most = (before * MOST_NUMERATOR) / DENOMINATOR;
  const upper = most < least ? least : most;
  if (wanted < least) return least;
  return wanted > upper ? upper : wanted;
};

/**
 * Fees of a first attempt: what the chain asks, within the cap. Null while a block alone costs more than the cap:
 * then it waits. `baseFeePerGas` in wei.
 */
export const firstFees = (asked: FeePair, baseFeePerGas: bigint): FeePair | null => {
  if (baseFeePerGas > FEE_CAP) return null;
  if (asked.maxFeePerGas <= FEE_CAP) return asked;
  return { maxFeePerGas: FEE_CAP, maxPriorityFeePerGas: asked.maxPriorityFeePerGas };
};

/**
 * Fees for the next attempt with the same nonce: 12.5 to 20 % above the last ones, towards what the chain asks now, and
 * never above the cap. Null when even 12.5 % would pass it: then somebody must look.
 */
export const bumped = (last: FeePair, asked: FeePair): FeePair | null => {
  if (leastAbove(last.maxFeePerGas) > FEE_CAP) return null;
  const wanted = stepped(last.maxFeePerGas, asked.maxFeePerGas);
  const maxFeePerGas = wanted > FEE_CAP ? FEE_CAP : wanted;
  const tip = stepped(last.maxPriorityFeePerGas, asked.maxPriorityFeePerGas);
  return { maxFeePerGas, maxPriorityFeePerGas: tip > maxFeePerGas ? maxFeePerGas : tip };
};

/** Gas limit for a call that a rehearsal found to need `gas`: a quarter more, and a margin for payments that fail late. */
export const gasLimitFor = (gas: bigint): bigint => gas + gas / 4n + 40_000n;
