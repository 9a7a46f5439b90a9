/** The figures the tiers are made of, all cumulative; amounts in minor units. */
export type Book = {
  readonly released: bigint;
  readonly principalRepaid: bigint;
  readonly chargePaid: bigint;
  readonly latePaid: bigint;
  readonly feePaid: bigint;
  /** Sum of outstanding principal times days at the contract rate, unrounded, up to `accruedDay`. */
  readonly principalDays: bigint;
  /** The same at the late rate. */
  readonly lateDays: bigint;
  readonly accruedDay: bigint;
};

/** What money costs; rates in basis points a year. */
export type Price = {
  readonly rateBps: bigint;
  readonly lateRateBps: bigint;
  readonly feeBps: bigint;
  readonly dayCount: bigint;
  readonly ceilingBps: bigint;
  /** First day counted at the late rate. */
  readonly lateFromDay: bigint;
};

/** What is owed in tiers one to four, after what was paid. */
export type Owed = {
  readonly fee: bigint;
  readonly late: bigint;
  readonly charge: bigint;
  readonly principal: bigint;
};

/** How money was split over the six tiers; the parts sum to it. */
export type Split = Owed & { readonly remainder: bigint; readonly surplus: bigint };

/** Highest simple rate a year with all fees, basis points: ln(1.48), rounded down. */
export const HARD_CEILING_BPS = 3920n;

/** Highest rate without explicit consent, basis points: ln(1.36), rounded down. */
export const SOFT_CEILING_BPS = 3074n;

const BPS = 10_000n;
const DAY_SECONDS = 86_400n;

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const above = (a: bigint, b: bigint): bigint => (a > b ? a - b : 0n);

/** Day number of a moment: floor((moment + offset) / 86,400), both in seconds; not before 1970. */
export const dayOf = (moment: bigint, offset: bigint): bigint => (moment + offset) / DAY_SECONDS;

/** Runs the principal-day sums up to `day`. The first day counts, `day` itself does not; nothing compounds. */
export const accrue = (book: Book, lateFromDay: bigint, day: bigint): Book => {
  if (day <= book.accruedDay) return book;
  const outstanding = book.released - book.principalRepaid;
  const lateFrom = book.accruedDay > lateFromDay ? book.accruedDay : lateFromDay;
  const late = above(day, lateFrom);
  return {
    ...book,
    lateDays: book.lateDays + outstanding * late,
    principalDays: book.principalDays + outstanding * (day - book.accruedDay - late),
    accruedDay: day,
  };
};

/**
 * What is owed, each tier rounded down and less what was paid. Fee and charges together stay within the ceiling on
 * the principal days so far; the platform's fee yields first, then the charge.
 */
export const owed = (book: Book, price: Price): Owed => {
  const year = BPS * price.dayCount;
  const room = ((book.principalDays + book.lateDays) * price.ceilingBps) / (BPS * 365n);
  const late = least((book.lateDays * price.lateRateBps) / year, room);
  const charge = least((book.principalDays * price.rateBps) / year, room - late);
  const fee = least((book.released * price.feeBps) / BPS, room - late - charge);
  return {
    fee: above(fee, book.feePaid),
    late: above(late, book.latePaid),
    charge: above(charge, book.chargePaid),
    principal: book.released - book.principalRepaid,
  };
};

/**
 * Splits `amount` over the six tiers. `sellerRoom` is what the buyer may still pay within the amount due less
 * credits, counted over all tiers; beyond it the money is surplus.
 */
export const split = (due: Owed, amount: bigint, sellerRoom: bigint): Split => {
  const fee = least(due.fee, amount);
  const late = least(due.late, amount - fee);
  const charge = least(due.charge, amount - fee - late);
  const principal = least(due.principal, amount - fee - late - charge);
  const taken = fee + late + charge + principal;
  const remainder = least(amount - taken, above(sellerRoom, taken));
  return { fee, late, charge, principal, remainder, surplus: amount - taken - remainder };
};

/** The book after a split was paid. */
export const bookSplit = (book: Book, parts: Split): Book => ({
  ...book,
  feePaid: book.feePaid + parts.fee,
  latePaid: book.latePaid + parts.late,
  chargePaid: book.chargePaid + parts.charge,
  principalRepaid: book.principalRepaid + parts.principal,
});

/** Most that may be lent against what the buyer still owes: `advanceBps` of it, rounded down. */
export const advanceCap = (advanceBps: bigint, expected: bigint, collected: bigint): bigint =>
  (above(expected, collected) * advanceBps) / BPS;

/** A holder's share of what lenders got: floor(units x total / funded); 0 where nothing was funded. */
export const share = (units: bigint, total: bigint, funded: bigint): bigint =>
  funded === 0n ? 0n : (units * total) / funded;

/** Rate and flat fee as one simple rate a year of 365 days, basis points, rounded up; a term below a day is a day. */
export const annualBpsUp = (terms: {
  readonly rateBps: bigint;
  readonly feeBps: bigint;
  readonly dayCount: bigint;
  readonly termDays: bigint;
}): bigint => {
  const term = terms.termDays === 0n ? 1n : terms.termDays;
  const divisor = terms.dayCount * term;
  const numerator = 365n * (terms.rateBps * term + terms.feeBps * terms.dayCount);
  return (numerator + divisor - 1n) / divisor;
};
