/**
 * A debt that is paid late and in pieces, worked out again from the words of its terms, day by day and in whole minor
 * units. Nothing of the app's own arithmetic is used.
 */
import { terms } from "./expected";

const DAY_SECONDS = 86_400;
const HONG_KONG_SECONDS = 28_800;
const BPS = 10_000n;
const GRACE_DAYS = 5;
const LATE_RATE_BPS = 1_800n;

/** What one payment was split into. */
export type Parts = {
  readonly fee: bigint;
  readonly late: bigint;
  readonly charge: bigint;
  readonly principal: bigint;
  readonly remainder: bigint;
};

/** One thing that happened on chain, at unix seconds: an advance that left escrow, or the buyer's money. */
export type Act = { readonly at: number } & (
  | { readonly released: bigint }
  | { readonly paid: bigint }
);

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const dayOf = (unixSeconds: number): number =>
  Math.floor((unixSeconds + HONG_KONG_SECONDS) / DAY_SECONDS);

/** The first day that costs the late rate: five days after the day the debt is due. */
export const lateDayOf = (dueAt: number): number => dayOf(dueAt) + GRACE_DAYS;

/** How many days a span of the course covered at the late rate. */
export const lateDaysBetween = (span: {
  readonly dueAt: number;
  readonly from: number;
  readonly to: number;
}): number => Math.max(0, dayOf(span.to) - Math.max(dayOf(span.from), lateDayOf(span.dueAt)));

type Running = { -readonly [Key in keyof Parts]: bigint } & {
  released: bigint;
  principalDays: bigint;
  lateDays: bigint;
};

const countDays = (
  sums: Running,
  { from, to, lateFrom }: Record<"from" | "to" | "lateFrom", number>,
) => {
  for (let day = from; day < to; day += 1) {
    const outstanding = sums.released - sums.principal;
    if (day >= lateFrom) sums.lateDays += outstanding;
    else sums.principalDays += outstanding;
  }
};

/** Fee, late charge and charge that are due in all by now, whatever was paid of them. */
const dueInAll = ({ released, principalDays, lateDays }: Running) => {
  const year = BPS * terms.dayCount;
  const room = ((principalDays + lateDays) * terms.ceilingBps) / (BPS * 365n);
  const late = least((lateDays * LATE_RATE_BPS) / year, room);
  const charge = least((principalDays * terms.rateBps) / year, room - late);
  return { late, charge, fee: least((released * terms.feeBps) / BPS, room - late - charge) };
};

const pay = (sums: Running, paid: bigint): Parts => {
  const due = dueInAll(sums);
  let rest = paid;
  const take = (owed: bigint): bigint => {
    const part = least(owed, rest);
    rest -= part;
    return part;
  };
  const parts = {
    fee: take(due.fee - sums.fee),
    late: take(due.late - sums.late),
    charge: take(due.charge - sums.charge),
    principal: take(sums.released - sums.principal),
    remainder: rest,
  };
  for (const key of Object.keys(parts) as (keyof Parts)[]) sums[key] += parts[key];
  return parts;
};

/** What the first four tiers are owed at a moment, after what was paid of them. */
export const owedAfter = (
  dueAt: number,
  acts: readonly Act[],
  at: number,
): Omit<Parts, "remainder"> => {
  const { sums } = lived(dueAt, acts);
  countDays(sums, {
    from: dayOf(acts.at(-1)?.at ?? at),
    to: dayOf(at),
    lateFrom: lateDayOf(dueAt),
  });
  const { fee, late, charge } = dueInAll(sums);
  return {
    fee: fee - sums.fee,
    late: late - sums.late,
    charge: charge - sums.charge,
    principal: sums.released - sums.principal,
  };
};

const lived = (dueAt: number, acts: readonly Act[]) => {
  const none = { fee: 0n, late: 0n, charge: 0n, principal: 0n, remainder: 0n };
  const sums: Running = { ...none, released: 0n, principalDays: 0n, lateDays: 0n };
  const payments: Parts[] = [];
  let day = dayOf(acts[0]?.at ?? 0);
  for (const act of acts) {
    countDays(sums, { from: day, to: dayOf(act.at), lateFrom: lateDayOf(dueAt) });
    day = dayOf(act.at);
    if ("released" in act) sums.released += act.released;
    else payments.push(pay(sums, act.paid));
  }
  return { sums, payments };
};

/** Every payment of the course with its split, and all of them together. No payment goes beyond the debt. */
export const courseOf = (
  dueAt: number,
  acts: readonly Act[],
): { readonly payments: readonly Parts[]; readonly total: Parts } => {
  const { sums, payments } = lived(dueAt, acts);
  const { fee, late, charge, principal, remainder } = sums;
  return { payments, total: { fee, late, charge, principal, remainder } };
};

/** What lenders got of these parts. */
export const lendersOf = ({ late, charge, principal }: Parts): bigint => late + charge + principal;

/** A lender's part of all that lenders got, rounded down. */
export const portionOf = (units: bigint, lenders: bigint, funded: bigint): bigint =>
  (units * lenders) / funded;

/**
 * What leaves escrow for goods worth `delivered` of a debt of `amountDue`: the smaller of the delivered part of what
 * was funded and the advance rate on what was delivered, less what was released before.
 */
export const releaseOf = (facts: {
  readonly funded: bigint;
  readonly delivered: bigint;
  readonly amountDue: bigint;
  readonly before: bigint;
}): bigint => {
  const { funded, delivered, amountDue, before } = facts;
  const most = least((funded * delivered) / amountDue, (delivered * terms.advanceBps) / BPS);
  return most - before;
};
