import type { Life } from "@/core/life/life";
import {
  accrue,
  advanceCap,
  dayOf,
  HARD_CEILING_BPS,
  type Owed,
  owed,
  type Price,
  SOFT_CEILING_BPS,
  share,
} from "@/core/waterfall/waterfall";

/** The smaller of two amounts. */
export const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const most = (a: bigint, b: bigint): bigint => (a > b ? a : b);

/** Principal that lies in escrow. */
export const escrowOf = ({ funded, returned, tiers }: Life): bigint =>
  funded - returned - tiers.released;

/** What the buyer owes in all after credits, before what it paid. */
export const expectedOf = ({ agreement, diluted }: Life): bigint =>
  most(agreement.amountDue - diluted, 0n);

/** What lenders got in all: escrow given back, principal, charge and late charge. */
export const lenderTotalOf = ({ returned, tiers }: Life): bigint =>
  returned + tiers.principalRepaid + tiers.chargePaid + tiers.latePaid;

/** What all notes together are entitled to, for so many of them. */
export const entitlementOf = (life: Life, units: bigint): bigint =>
  share(units, lenderTotalOf(life), life.funded);

/** Notes burn when these states pay out. */
export const isClosed = ({ status }: Life): boolean =>
  status === "settled" || status === "refunded" || status === "boughtBack";

/** Advance rate on what the buyer still has to pay of `expected`, rounded down. */
const advanceOn = ({ agreement, collected }: Life, expected: bigint): bigint =>
  advanceCap(BigInt(agreement.offer.advanceBps), expected, collected);

/** A dispute is open from its first second to the end of its last. */
export const isDisputed = ({ dispute }: Life, now: number): boolean =>
  dispute !== null && !dispute.isClosed && now <= dispute.until;

/** Most that can ever count as delivered: less what an ended dispute left undelivered, and no more once it is closed. */
export const deliverableOf = (life: Life, now: number): bigint => {
  const { agreement, dispute, isDeliveryClosed, delivered } = life;
  const undelivered = dispute && !isDisputed(life, now) ? dispute.amount : 0n;
  const left = agreement.amountDue - undelivered;
  return isDeliveryClosed ? least(left, delivered) : left;
};

/** Most principal that may lie in escrow before a release. */
export const fundingCapOf = (life: Life, now: number): bigint =>
  advanceOn(life, least(expectedOf(life), deliverableOf(life, now)));

/** Most that may have been released in all at this attested value: the smaller of both caps, within what is there. */
export const releaseCapOf = (life: Life, delivered: bigint): bigint => {
  const byShare = share(life.funded, delivered, life.agreement.amountDue);
  const advance = advanceOn(life, least(delivered, expectedOf(life)));
  return least(byShare, advance + life.tiers.principalRepaid);
};

/** Escrow beyond what could be released if everything that still can were delivered. */
export const idleEscrowOf = (life: Life, now: number): bigint => {
  const usable =
    life.status === "funding"
      ? fundingCapOf(life, now)
      : most(releaseCapOf(life, deliverableOf(life, now)) - life.tiers.released, 0n);
  return most(escrowOf(life) - usable, 0n);
};

/** Ceiling on all charges together, basis points a year. */
export const ceilingOf = ({ agreement }: Life): bigint =>
  agreement.offer.rateOverride ? HARD_CEILING_BPS : SOFT_CEILING_BPS;

/** The day of a moment, in the offer's time zone. */
export const dayAt = ({ agreement }: Life, moment: number): bigint =>
  dayOf(BigInt(moment), BigInt(agreement.offer.dayOffset));

const priceOf = (life: Life): Price => {
  const { offer, dueAt } = life.agreement;
  return {
    rateBps: BigInt(offer.rateBps),
    lateRateBps: BigInt(offer.lateRateBps),
    feeBps: BigInt(offer.feeBps),
    dayCount: BigInt(offer.dayCount),
    ceilingBps: ceilingOf(life),
    lateFromDay: dayAt(life, dueAt) + BigInt(offer.graceDays),
  };
};

const NOTHING: Owed = { fee: 0n, late: 0n, charge: 0n, principal: 0n };

/** The sums of principal days run up to a moment. */
export const accruedAt = (life: Life, moment: number): Life["tiers"] =>
  life.tiers.released === 0n
    ? life.tiers
    : accrue(life.tiers, priceOf(life).lateFromDay, dayAt(life, moment));

/** What is owed at a moment, by tier: nothing before the first release. */
export const owedAt = (life: Life, moment: number): Owed =>
  life.tiers.released === 0n ? NOTHING : owed(accruedAt(life, moment), priceOf(life));

/** All four tiers together. */
export const sumOf = ({ fee, late, charge, principal }: Owed): bigint =>
  fee + late + charge + principal;

/** What the seller owes now: all of it for an order sold twice or in default with recourse, else with recourse what the buyer's debt no longer covers. */
export const recourseOf = (life: Life, now: number): bigint => {
  const { status, agreement, isDuplicate } = life;
  if (status !== "released" && status !== "defaulted") return 0n;
  const sum = sumOf(owedAt(life, now));
  if (isDuplicate) return sum;
  if (!agreement.offer.recourse) return 0n;
  const covered = status === "defaulted" ? 0n : most(expectedOf(life) - life.collected, 0n);
  return most(sum - covered, 0n);
};
