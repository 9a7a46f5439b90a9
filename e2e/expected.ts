/**
 * What the terms on screen promise, worked out again from their words alone, in whole minor units. Nothing of the
 * app's own arithmetic is used.
 */
const DAY_SECONDS = 86_400;
const HONG_KONG_SECONDS = 28_800;

/** The terms a seller's offer starts with. */
export const terms = {
  advanceBps: 8_000n,
  rateBps: 1_200n,
  feeBps: 50n,
  ceilingBps: 3_074n,
  dayCount: 365n,
} as const;

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);

const dayOf = (unixSeconds: number): number =>
  Math.floor((unixSeconds + HONG_KONG_SECONDS) / DAY_SECONDS);

export const advanceOf = (amountDue: bigint): bigint => (amountDue * terms.advanceBps) / 10_000n;

export type Paid = {
  readonly days: bigint;
  readonly fee: bigint;
  readonly charge: bigint;
  readonly principal: bigint;
  readonly remainder: bigint;
};

/** One payment of the whole debt before the grace is over: days of charge, and who gets what. */
export const paidInFull = (facts: {
  readonly amountDue: bigint;
  readonly principal: bigint;
  readonly releasedAt: number;
  readonly paidAt: number;
}): Paid => {
  const { amountDue, principal } = facts;
  const days = BigInt(dayOf(facts.paidAt) - dayOf(facts.releasedAt));
  const charge = (principal * days * terms.rateBps) / (10_000n * terms.dayCount);
  const ceiling = (principal * days * terms.ceilingBps) / (10_000n * 365n);
  const fee = least((principal * terms.feeBps) / 10_000n, ceiling - charge);
  return { days, fee, charge, principal, remainder: amountDue - fee - charge - principal };
};

/** A lender's share of what lenders got, rounded down. */
export const shareOf = (units: bigint, { charge, principal }: Paid): bigint =>
  (units * (charge + principal)) / principal;

/** What rounding the lenders' shares down leaves over: it goes to the seller with the last note. */
export const dustOf = (units: readonly bigint[], paid: Paid): bigint =>
  paid.charge + paid.principal - units.reduce((sum, each) => sum + shareOf(each, paid), 0n);

/** `79,012.34`: two decimals, up to six where the part below a cent is not zero. */
export const figure = (minor: bigint): string => {
  const whole = (minor / 1_000_000n).toLocaleString("en");
  const fraction = String(minor % 1_000_000n).padStart(6, "0");
  return `${whole}.${fraction.slice(0, 2)}${fraction.slice(2).replace(/0+$/, "")}`;
};

/** `HKD 79,012.34`. */
export const hkd = (minor: bigint): string => `HKD ${figure(minor)}`;
