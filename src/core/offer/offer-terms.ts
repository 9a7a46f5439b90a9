import { DAY_SECONDS, dayNumberAt, HONG_KONG_OFFSET_SECONDS } from "@/core/dates/day-count";
import { type Bps, floorDiv } from "@/core/money";
import { advanceOf, type QuoteInput, quoteOf, splitPayment } from "@/core/quote/quote";
import { type Decision, decide, refuse } from "@/core/refusal";
import { NO_OFFER, type Offer } from "@/core/typed-data/deal";

/** What a seller may set. Rates in basis points a year; days are whole days. */
export type OfferTerms = {
  readonly advanceBps: Bps;
  readonly rateBps: Bps;
  readonly lateRateBps: Bps;
  /** Least share of the most that can be funded at which funding may close, basis points. */
  readonly minimumBps: Bps;
  readonly fundDays: number;
  readonly deliverDays: number;
  readonly recourse: boolean;
  /** Explicit consent to more than 30.74 % a year. */
  readonly rateOverride: boolean;
};

/** Terms that need no typing. */
export const DEFAULT_TERMS: OfferTerms = {
  advanceBps: 8_000,
  rateBps: 1_200,
  lateRateBps: 1_800,
  minimumBps: 2_000,
  fundDays: 7,
  deliverDays: 30,
  recourse: false,
  rateOverride: false,
};

/** The platform's fee on released principal, basis points, flat. */
const PLATFORM_FEE_BPS = 50;
export const GRACE_DAYS = 5;
const NOTICE_DAYS = 10;
const DAY_COUNT = 365;

/** Highest simple rate a year with all fees, and the highest without explicit consent, basis points. */
export const HARD_CEILING_BPS = 3_920;
export const SOFT_CEILING_BPS = 3_074;

/** The receivable as an offer needs it; moments in unix seconds, amounts in minor units. */
export type OfferSubject = {
  readonly amountDue: bigint;
  readonly dueAt: number;
  /** Credits so far and money that came before funding: neither can be advanced again. */
  readonly diluted: bigint;
  readonly collected: bigint;
};

/** The most that lenders can fund: the advance share of what the buyer still owes, rounded down. */
export const maximumOf = (subject: OfferSubject, advanceBps: Bps): bigint =>
  advanceOf(openAmount(subject), advanceBps);

const openAmount = ({ amountDue, diluted, collected }: OfferSubject): bigint => {
  const open = amountDue - diluted - collected;
  return open > 0n ? open : 0n;
};

/** Deadlines of an offer signed at `now`; neither lies after the due date, and delivery never before funding. */
export const deadlinesOf = (
  terms: Pick<OfferTerms, "fundDays" | "deliverDays">,
  { now, dueAt }: { readonly now: number; readonly dueAt: number },
): { readonly fundBy: number; readonly deliverBy: number } => {
  const deliverBy = Math.min(now + terms.deliverDays * DAY_SECONDS, dueAt);
  return { fundBy: Math.min(now + terms.fundDays * DAY_SECONDS, deliverBy), deliverBy };
};

/** The price of these terms if everything is funded and released at `now`: the dearest case on time. */
export const quoteInputOf = (
  terms: OfferTerms,
  { subject, now }: { readonly subject: OfferSubject; readonly now: number },
): QuoteInput => ({
  amountDue: openAmount(subject),
  advanceBps: terms.advanceBps,
  rateBps: terms.rateBps,
  lateRateBps: terms.lateRateBps,
  feeBps: feeFor(terms, { subject, now }),
  dayCount: DAY_COUNT,
  offsetSeconds: HONG_KONG_OFFSET_SECONDS,
  graceDays: GRACE_DAYS,
  ceilingBps: ceilingFor(terms),
  releasedAt: new Date(now * 1000),
  dueAt: new Date(subject.dueAt * 1000),
});

/**
 * The platform's fee, lowered where a short term would push the yearly rate above the ceiling: it yields so that
 * short receivables can be financed at all. The contract spreads it over the days from funding to the due date, so the
 * last moment of funding counts. Basis points of the advance.
 */
const feeFor = (
  terms: OfferTerms,
  { subject, now }: { readonly subject: OfferSubject; readonly now: number },
): Bps => {
  const { fundBy } = deadlinesOf(terms, { now, dueAt: subject.dueAt });
  const days =
    dayNumberAt(subject.dueAt, HONG_KONG_OFFSET_SECONDS) -
    dayNumberAt(fundBy, HONG_KONG_OFFSET_SECONDS);
  const room = (Math.max(0, ceilingFor(terms) - terms.rateBps) * Math.max(1, days)) / DAY_COUNT;
  return Math.min(PLATFORM_FEE_BPS, Math.floor(room));
};

const ceilingFor = ({ rateOverride }: Pick<OfferTerms, "rateOverride">): Bps =>
  rateOverride ? HARD_CEILING_BPS : SOFT_CEILING_BPS;

const between = (value: number, low: number, high: number): boolean =>
  Number.isInteger(value) && value >= low && value <= high;

const fieldOutOfRange = (terms: OfferTerms): string | null => {
  if (!between(terms.advanceBps, 1, 10_000)) return "advance";
  if (!between(terms.rateBps, 0, 10_000)) return "rate";
  if (!between(terms.lateRateBps, 0, 10_000)) return "lateRate";
  if (!between(terms.minimumBps, 1, 10_000)) return "minimum";
  if (!between(terms.fundDays, 1, 90)) return "fundDays";
  if (!between(terms.deliverDays, 1, 365)) return "deliverDays";
  return terms.fundDays > terms.deliverDays ? "deliverDays" : null;
};

/** Whether terms may be signed at `now`. Refuses `offer.terms_invalid`, `offer.rate_needs_override`, `offer.rate_too_high`, `order.past_due`. */
export const checkTerms = (
  terms: OfferTerms,
  { subject, now }: { readonly subject: OfferSubject; readonly now: number },
): Decision<OfferTerms> => {
  const field = fieldOutOfRange(terms);
  if (field) return refuse("offer.terms_invalid", { field });
  if (subject.dueAt <= now) return refuse("order.past_due");
  if (maximumOf(subject, terms.advanceBps) <= 0n)
    return refuse("offer.terms_invalid", { field: "advance" });
  const highest = Math.max(terms.rateBps, terms.lateRateBps);
  if (highest > HARD_CEILING_BPS)
    return refuse("offer.rate_too_high", { rateBps: highest, ceilingBps: HARD_CEILING_BPS });
  if (highest > SOFT_CEILING_BPS && !terms.rateOverride)
    return refuse("offer.rate_needs_override", { rateBps: highest, ceilingBps: SOFT_CEILING_BPS });
  return decide(terms);
};

/** The offer as the chain takes it. */
export const offerOf = (
  terms: OfferTerms,
  facts: {
    readonly subject: OfferSubject;
    readonly now: number;
    readonly sequence: number;
    readonly lender: Offer["lender"] | null;
  },
): Offer => {
  const maximum = maximumOf(facts.subject, terms.advanceBps);
  const minimum = floorDiv(maximum * BigInt(terms.minimumBps), 10_000n);
  return {
    ...NO_OFFER,
    lender: facts.lender ?? NO_OFFER.lender,
    advanceBps: terms.advanceBps,
    rateBps: terms.rateBps,
    lateRateBps: terms.lateRateBps,
    feeBps: feeFor(terms, facts),
    dayCount: DAY_COUNT,
    dayOffset: HONG_KONG_OFFSET_SECONDS,
    minimum: minimum > 0n ? minimum : 1n,
    ...deadlinesOf(terms, { now: facts.now, dueAt: facts.subject.dueAt }),
    graceDays: GRACE_DAYS,
    noticeDays: NOTICE_DAYS,
    quorum: 1,
    recourse: terms.recourse,
    rateOverride: terms.rateOverride,
    sequence: facts.sequence,
  };
};

/** What happens when things do not go as hoped, in minor units; each line of the panel before signing. */
export type WhatIf = {
  readonly late: { readonly days: number; readonly extra: bigint; readonly remainder: bigint };
  readonly short: {
    readonly missing: bigint;
    readonly remainder: bigint;
    readonly shortfall: bigint;
  };
  readonly never: { readonly advance: bigint; readonly sellerOwes: bigint };
};

/** Late by 30 days, short by a tenth, never: what each means for the seller. */
export const whatIf = (input: QuoteInput, recourse: boolean): WhatIf => {
  const { onTime } = quoteOf(input);
  const late = splitPayment(input, { paid: input.amountDue, daysAfterDue: 30 });
  const missing = input.amountDue / 10n;
  const short = splitPayment(input, { paid: input.amountDue - missing, daysAfterDue: 0 });
  return {
    late: {
      days: 30,
      extra: late.charge + late.lateCharge + late.fee - onTime.charge - onTime.fee,
      remainder: late.remainder,
    },
    short: { missing, remainder: short.remainder, shortfall: short.shortfall },
    never: {
      advance: onTime.advance,
      sellerOwes: recourse ? onTime.advance + late.fee + late.charge + late.lateCharge : 0n,
    },
  };
};
