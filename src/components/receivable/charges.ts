import { type ChargeSpan, chargeSpans, expectedCharge } from "@/core/accrual/accrual";
import { PRINCIPAL_FACTS, principalSteps } from "@/core/accrual/principal-steps";
import { addDays, type CalendarDate } from "@/core/dates/calendar-date";
import { secondsOf } from "@/core/dates/day-count";
import { floorDiv } from "@/core/money";
import { isClosed } from "@/core/receivable/chain-status";
import { chargeTermsOf, owedAt, type RepaidSoFar } from "@/core/repayment/owed";
import type { Owed } from "@/core/waterfall/waterfall";
import type { Detail } from "./detail";

const NOTHING: Owed = { fee: 0n, late: 0n, charge: 0n, principal: 0n };

const repaidOf = ({ offer, facts, ...figures }: Detail): RepaidSoFar | null =>
  offer && {
    ...figures,
    deal: offer.deal,
    steps: principalSteps(
      facts
        .filter(({ name }) => (PRINCIPAL_FACTS as readonly string[]).includes(name))
        .map(({ name, args, at }) => ({ name, args, blockAt: at })),
    ),
  };

/** What lenders and platform are owed at the moment of the page; nothing once it is over. */
export const owedNow = (detail: Detail): Owed => {
  const repaid = isClosed(detail.state) ? null : repaidOf(detail);
  return repaid ? owedAt(repaid, secondsOf(detail.now)) : NOTHING;
};

/** Which principal was out how long, so far. */
export const spansOf = (detail: Detail): readonly ChargeSpan[] => {
  const repaid = repaidOf(detail);
  if (!repaid) return [];
  return chargeSpans(chargeTermsOf(repaid.deal), repaid.steps, secondsOf(detail.now));
};

/** The first day that costs the late rate; null without an offer. */
export const lateFromOf = ({ offer, dueDate }: Detail): CalendarDate | null =>
  offer && addDays(dueDate as CalendarDate, offer.deal.offer.graceDays);

/** What one more day costs at the late rate, minor units, rounded down. */
export const lateDayOf = (detail: Detail): bigint => {
  const { offer, released, principalPaid } = detail;
  if (!offer) return 0n;
  const { lateRateBps, dayCount } = offer.deal.offer;
  return floorDiv((released - principalPaid) * BigInt(lateRateBps), 10_000n * BigInt(dayCount));
};

/**
 * What lenders have out or would lend, and the fee and charges of it that are not paid yet: until the due date, or
 * until now once that has passed. Minor units.
 */
export const debtOf = (detail: Detail): { principal: bigint; charges: bigint } => {
  const { offer, escrow, released, principalPaid } = detail;
  const repaid = repaidOf(detail);
  if (!offer || !repaid || isClosed(detail.state)) return { principal: 0n, charges: 0n };
  const live = offer.status === "open" || offer.status === "frozen";
  const coming = detail.funded > 0n ? escrow : live ? offer.maximum : 0n;
  const now = secondsOf(detail.now);
  const terms = chargeTermsOf(offer.deal);
  const out = owedAt(repaid, Math.max(now, terms.dueAt));
  const ahead = expectedCharge(terms, { amount: coming, releasedAt: now });
  const fee = floorDiv(coming * BigInt(offer.deal.offer.feeBps), 10_000n);
  return {
    principal: coming + released - principalPaid,
    charges: out.fee + out.late + out.charge + ahead + fee,
  };
};
