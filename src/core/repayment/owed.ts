import { accrue, type ChargeTerms, ceilingOf, type PrincipalStep } from "@/core/accrual/accrual";
import type { Deal } from "@/core/typed-data/deal";
import { type Owed, owed } from "@/core/waterfall/waterfall";

/** What was released and paid of one receivable so far, with the terms and the course of its principal; minor units. */
export type RepaidSoFar = {
  readonly deal: Pick<Deal, "offer"> & { readonly terms: Pick<Deal["terms"], "dueAt"> };
  /** In order of time, as `principalSteps` makes them. */
  readonly steps: readonly PrincipalStep[];
  readonly released: bigint;
  readonly principalPaid: bigint;
  readonly feePaid: bigint;
  readonly latePaid: bigint;
  readonly chargePaid: bigint;
};

/** The terms of a deal that price time. */
export const chargeTermsOf = ({ offer, terms }: RepaidSoFar["deal"]): ChargeTerms => ({
  rateBps: offer.rateBps,
  lateRateBps: offer.lateRateBps,
  dayCount: offer.dayCount,
  dayOffset: offer.dayOffset,
  graceDays: offer.graceDays,
  dueAt: terms.dueAt,
  ceilingBps: ceilingOf(offer),
});

/** What the first four tiers are owed at a moment (unix seconds), to the unit as the contract reckons it. */
export const owedAt = (facts: RepaidSoFar, at: number): Owed => {
  const { deal, steps, released, principalPaid, feePaid, latePaid, chargePaid } = facts;
  const { principalDays, latePrincipalDays } = accrue(chargeTermsOf(deal), steps, at);
  const { offer } = deal;
  return owed(
    {
      released,
      principalRepaid: principalPaid,
      feePaid,
      latePaid,
      chargePaid,
      principalDays,
      lateDays: latePrincipalDays,
      accruedDay: 0n,
    },
    {
      rateBps: BigInt(offer.rateBps),
      lateRateBps: BigInt(offer.lateRateBps),
      feeBps: BigInt(offer.feeBps),
      dayCount: BigInt(offer.dayCount),
      ceilingBps: BigInt(ceilingOf(offer)),
      lateFromDay: 0n,
    },
  );
};

/** Everything the first four tiers are owed, minor units. */
export const owedInAll = ({ fee, late, charge, principal }: Owed): bigint =>
  fee + late + charge + principal;
