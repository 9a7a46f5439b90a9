import { dayNumberAt } from "@/core/dates/day-count";
import { floorDiv } from "@/core/money";

/** The terms that price time. Rates are basis points a year, times unix seconds. */
export type ChargeTerms = {
  readonly rateBps: number;
  /** Replaces `rateBps` on every day after `graceDays` past the due day. */
  readonly lateRateBps: number;
  /** Days of a year, 360 or 365. */
  readonly dayCount: number;
  /** Seconds added to a moment before its day is taken. */
  readonly dayOffset: number;
  readonly graceDays: number;
  readonly dueAt: number;
  /** Charges stay within this simple yearly rate over 365 days, basis points. */
  readonly ceilingBps: number;
};

/** The ceiling of an offer: 39.20 % with the seller's explicit consent, else 30.74 %. */
export const ceilingOf = (offer: { readonly rateOverride: boolean }): number =>
  offer.rateOverride ? 3_920 : 3_074;

/** From `at` (unix seconds) on, this much released principal is out. Minor units. */
export type PrincipalStep = { readonly at: number; readonly outstanding: bigint };

/** What time has cost so far. The sums of principal x days are exact; the charges are rounded down to a minor unit. */
export type Accrued = {
  readonly principalDays: bigint;
  readonly latePrincipalDays: bigint;
  readonly charge: bigint;
  readonly late: bigint;
};

/** Days on which the same principal was out at the same rate; `late` at the late rate. */
export type ChargeSpan = {
  readonly outstanding: bigint;
  readonly days: number;
  readonly late: boolean;
};

const joined = (spans: readonly ChargeSpan[], next: ChargeSpan): readonly ChargeSpan[] => {
  const last = spans.at(-1);
  if (next.days === 0 || next.outstanding === 0n) return spans;
  if (last?.outstanding !== next.outstanding || last.late !== next.late) return [...spans, next];
  return [...spans.slice(0, -1), { ...last, days: last.days + next.days }];
};

/**
 * The days until `at` that cost something, in order: by whole days, the first day counts and the last does not. Steps
 * are in order of time; before the first nothing is out. Splitting a span into steps of the same principal changes
 * nothing.
 */
export const chargeSpans = (
  terms: Pick<ChargeTerms, "dueAt" | "dayOffset" | "graceDays">,
  steps: readonly PrincipalStep[],
  at: number,
): readonly ChargeSpan[] => {
  const lateFrom = dayNumberAt(terms.dueAt, terms.dayOffset) + terms.graceDays;
  return steps.reduce<readonly ChargeSpan[]>((spans, { at: since, outstanding }, index) => {
    const end = Math.min(steps[index + 1]?.at ?? at, at);
    const from = dayNumberAt(since, terms.dayOffset);
    const to = Math.max(from, dayNumberAt(end, terms.dayOffset));
    const days = Math.max(0, to - Math.max(from, lateFrom));
    const onTime = joined(spans, { outstanding, days: to - from - days, late: false });
    return joined(onTime, { outstanding, days, late: true });
  }, []);
};

/**
 * Charge on released principal until `at`: simple, over the spans of `chargeSpans`. Charges stay within the ceiling;
 * the late charge is counted first, as the contract does.
 */
export const accrue = (
  terms: ChargeTerms,
  steps: readonly PrincipalStep[],
  at: number,
): Accrued => {
  const spans = chargeSpans(terms, steps, at);
  const daysAt = (wanted: boolean): bigint =>
    spans.reduce(
      (sum, { outstanding, days, late }) =>
        late === wanted ? sum + outstanding * BigInt(days) : sum,
      0n,
    );
  const [principalDays, latePrincipalDays] = [daysAt(false), daysAt(true)];
  const room = chargeOf(principalDays + latePrincipalDays, terms.ceilingBps, 365);
  const late = least(chargeOf(latePrincipalDays, terms.lateRateBps, terms.dayCount), room);
  const charge = least(chargeOf(principalDays, terms.rateBps, terms.dayCount), room - late);
  return { principalDays, latePrincipalDays, charge, late };
};

const least = (one: bigint, other: bigint): bigint => {
  if (one < other) return one;
  return other;
};

const chargeOf = (principalDays: bigint, rateBps: number, dayCount: number): bigint =>
  floorDiv(principalDays * BigInt(rateBps), 10_000n * BigInt(dayCount));

/** A holder's part of what all lenders get: `units x total / funded`, rounded down; 0 when nothing was funded. */
export const holderShare = (part: {
  readonly units: bigint;
  readonly funded: bigint;
  readonly total: bigint;
}): bigint => (part.funded === 0n ? 0n : floorDiv(part.units * part.total, part.funded));

/** What a funding of `amount` earns if it is released at `releasedAt` and the buyer pays in full on the due date. */
export const expectedCharge = (
  terms: ChargeTerms,
  funding: { readonly amount: bigint; readonly releasedAt: number },
): bigint => {
  const step = { at: funding.releasedAt, outstanding: funding.amount };
  const { charge, late } = accrue(terms, [step], Math.max(terms.dueAt, funding.releasedAt));
  return charge + late;
};

/** Whole days between two moments as the terms count them; never negative. */
export const daysOf = (
  terms: Pick<ChargeTerms, "dayOffset">,
  span: { readonly from: number; readonly to: number },
): number =>
  Math.max(0, dayNumberAt(span.to, terms.dayOffset) - dayNumberAt(span.from, terms.dayOffset));
