import { dayNumberOf } from "@/core/dates/day-count";
import { type Bps, ceilDiv, floorDiv } from "@/core/money";

/** What a price is made of. Amounts are minor units of one currency; days are counted at the offset term. */
export type QuoteInput = {
  /** What the buyer owes, minor units; positive. */
  readonly amountDue: bigint;
  /** Share of the amount due that is lent, 1 to 10,000 basis points. */
  readonly advanceBps: Bps;
  /** Simple yearly rate on the advance, basis points. */
  readonly rateBps: Bps;
  /** Simple yearly rate that replaces `rateBps` once the grace is over, basis points. */
  readonly lateRateBps: Bps;
  /** One-off platform fee as a share of the advance, basis points. */
  readonly feeBps: Bps;
  /** Days that make a year: 360 or 365. */
  readonly dayCount: number;
  /** Seconds east of UTC by which days are counted. */
  readonly offsetSeconds: number;
  readonly graceDays: number;
  /** Highest simple rate a year with all fees at which the contract stops, basis points: 3,074 or 3,920. */
  readonly ceilingBps: Bps;
  /** When the whole advance reaches the seller; the quote takes the earliest moment, so its charge is the highest. */
  readonly releasedAt: Date;
  readonly dueAt: Date;
};

/** Where each minor unit of the amount due goes when the buyer pays `days` after release. The parts sum to the amount due. */
export type Split = {
  readonly days: number;
  readonly lateDays: number;
  readonly advance: bigint;
  readonly fee: bigint;
  readonly charge: bigint;
  readonly lateCharge: bigint;
  /** What reaches the seller after the lenders; never negative. */
  readonly remainder: bigint;
  /** What lenders lack when the money does not reach; never negative. */
  readonly shortfall: bigint;
};

/** A binding price: what the seller gets, when, and what it costs at most. */
export type Quote = {
  readonly amountDue: bigint;
  readonly holdBack: bigint;
  /** The buyer pays in full on the due date. */
  readonly onTime: Split;
  /** Fee and charge together, minor units. */
  readonly cost: bigint;
  /** `cost` as a simple yearly rate on the advance, rounded up to a basis point. */
  readonly annualBps: Bps;
};

const shareDownMinor = (whole: bigint, bps: Bps): bigint => floorDiv(whole * BigInt(bps), 10_000n);

const least = (left: bigint, right: bigint): bigint => (left < right ? left : right);

/** Simple charge on `principal` for whole days, rounded down to a minor unit as the contracts do. */
const chargeFor = (principal: bigint, rateBps: Bps, days: number, dayCount: number): bigint =>
  floorDiv(principal * BigInt(days) * BigInt(rateBps), 10_000n * BigInt(dayCount));

/** The most that is lent, minor units: the advance share of the amount due, rounded down. */
export const advanceOf = (amountDue: bigint, advanceBps: Bps): bigint =>
  shareDownMinor(amountDue, advanceBps);

/** Days charged when the buyer pays on the due date. At least 0. */
export const termDays = ({ releasedAt, dueAt, offsetSeconds }: QuoteInput): number =>
  Math.max(0, dayNumberOf(dueAt, offsetSeconds) - dayNumberOf(releasedAt, offsetSeconds));

/**
 * Splits what the buyer pays, `paid` minor units, when it arrives `daysAfterDue` days after the due date.
 * Order: fee, late charge, charge, principal, remainder. Every part is rounded down; the remainder takes the rest.
 * Charges and fee together stay within the ceiling; the fee yields first, then the charge.
 */
export const splitPayment = (
  input: QuoteInput,
  { paid, daysAfterDue }: { readonly paid: bigint; readonly daysAfterDue: number },
): Split => {
  const advance = advanceOf(input.amountDue, input.advanceBps);
  const lateDays = Math.max(0, daysAfterDue - input.graceDays);
  const days = termDays(input) + Math.max(0, daysAfterDue) - lateDays;
  const room = chargeFor(advance, input.ceilingBps, days + lateDays, 365);
  const lateCharge = least(chargeFor(advance, input.lateRateBps, lateDays, input.dayCount), room);
  const charge = least(chargeFor(advance, input.rateBps, days, input.dayCount), room - lateCharge);
  const fee = least(shareDownMinor(advance, input.feeBps), room - lateCharge - charge);
  const rest = paid - fee - charge - lateCharge - advance;
  return {
    days,
    lateDays,
    advance,
    fee,
    charge,
    lateCharge,
    remainder: rest > 0n ? rest : 0n,
    shortfall: rest < 0n ? -rest : 0n,
  };
};

/** Money and time as one simple yearly rate, basis points, rounded up so that it is never understated. */
const annualRateUp = (cost: {
  readonly cost: bigint;
  readonly advance: bigint;
  readonly days: number;
  readonly dayCount: number;
}): Bps =>
  cost.advance <= 0n
    ? 0
    : Number(
        ceilDiv(
          cost.cost * 10_000n * BigInt(cost.dayCount),
          cost.advance * BigInt(Math.max(1, cost.days)),
        ),
      );

/** The price if the advance is released at `releasedAt` and the buyer pays in full on the due date. */
export const quoteOf = (input: QuoteInput): Quote => {
  const onTime = splitPayment(input, { paid: input.amountDue, daysAfterDue: 0 });
  const cost = onTime.fee + onTime.charge;
  return {
    amountDue: input.amountDue,
    holdBack: input.amountDue - onTime.advance,
    onTime,
    cost,
    annualBps: annualRateUp({
      cost,
      advance: onTime.advance,
      days: onTime.days,
      dayCount: input.dayCount,
    }),
  };
};
