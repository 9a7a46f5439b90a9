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

/** Most principal that may lie in escrow before a release. */
export const fundingCapOf = (life: Life): bigint => advanceOn(life, expectedOf(life));

/** Most that may have been released in all at this attested value: the smaller of both caps, within what is there. */
export const releaseCapOf = (life: Life, delivered: bigint): bigint => {
  const byShare = share(life.funded, delivered, life.agreement.amountDue);
  const advance = advanceOn(life, least(delivered, expectedOf(life)));
  return least(byShare, advance + life.tiers.principalRepaid);
};

/** Escrow beyond what could be released even if everything were delivered. */
export const idleEscrowOf = (life: Life): bigint => {
  const usable =
    life.status === "funding"
      ? fundingCapOf(life)
      : most(releaseCapOf(life, life.agreement.amountDue) - life.tiers.released, 0n);
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
