import { accrue, type ChargeTerms, holderShare, type PrincipalStep } from "@/core/accrual/accrual";
import { isClosed } from "@/core/receivable/chain-status";

/** A lender's holding with the figures of its receivable; minor units, moments in unix seconds. */
export type Holding = {
  /** Notes held now; they burn when the receivable closes. */
  readonly units: bigint;
  readonly fundedUnits: bigint;
  readonly paid: bigint;
  readonly status: string;
  readonly funded: bigint;
  readonly escrow: bigint;
  readonly released: bigint;
  readonly principalPaid: bigint;
  readonly chargePaid: bigint;
  readonly latePaid: bigint;
  readonly terms: ChargeTerms;
  readonly steps: readonly PrincipalStep[];
};

/** What a holding is worth at a moment; minor units. */
export type HoldingFigures = {
  readonly principal: bigint;
  readonly escrow: bigint;
  readonly accrued: bigint;
  readonly expected: bigint;
  readonly earned: bigint;
  readonly shareBps: number;
};

/**
 * Principal still out, the part of it in escrow, charge earned until `at`, what is expected in all and what was earned
 * in money. Expected assumes that escrow is released now and the buyer pays in full on the due date, or now when that
 * has passed. A closed holding expects exactly what it was paid. All parts are rounded down.
 */
export const figuresOf = (holding: Holding, at: number): HoldingFigures => {
  const units = isClosed(holding.status) ? holding.fundedUnits : holding.units;
  const share = (total: bigint) => holderShare({ units, funded: holding.funded, total });
  const { terms, steps, released, principalPaid, escrow } = holding;
  const now = accrue(terms, steps, at);
  const outstanding = released - principalPaid;
  const ahead = [...steps, { at, outstanding: outstanding + escrow }];
  const due = accrue(terms, ahead, Math.max(at, terms.dueAt));
  const closed = isClosed(holding.status);
  const lenders = { charge: holding.chargePaid + holding.latePaid };
  return {
    principal: closed ? 0n : share(outstanding + escrow),
    escrow: closed ? 0n : share(escrow),
    accrued: closed ? share(lenders.charge) : share(now.charge + now.late),
    expected: closed ? holding.paid : share(holding.funded + due.charge + due.late),
    earned: share(lenders.charge),
    shareBps: Number(holderShare({ units, funded: holding.funded, total: 10_000n })),
  };
};
