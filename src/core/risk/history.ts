/** What a seller or buyer did on the platform before; counts of receivables. */
export type PaymentHistory = {
  /** Repaid in full on or before the due date. */
  readonly onTime: number;
  /** Repaid in full after the due date. */
  readonly late: number;
  /** Past the due date and still open. */
  readonly overdue: number;
  readonly defaulted: number;
  /** Released and not due yet. */
  readonly running: number;
};

/** How a history reads at a glance; `new` means there is nothing to judge by. */
export type HistoryVerdict = "new" | "clean" | "mixed" | "poor";

/** Receivables whose due date has come, whatever became of them. */
export const judged = (history: PaymentHistory): number =>
  history.onTime + history.late + history.overdue + history.defaulted;

/** A default makes it poor, lateness in more than a fifth of the cases mixed, everything else clean. */
export const historyVerdict = (history: PaymentHistory): HistoryVerdict => {
  const all = judged(history);
  if (all === 0) return "new";
  if (history.defaulted > 0) return "poor";
  return (history.late + history.overdue) * 5 > all ? "mixed" : "clean";
};

/**
 * Share of a lender's own exposure that one counterparty would be after funding `added`, in basis points rounded up;
 * amounts in minor units of one currency. 10,000 when it is the only one, 0 when nothing is held or added.
 */
export const concentrationBps = (exposure: {
  readonly total: bigint;
  readonly toCounterparty: bigint;
  readonly added: bigint;
}): number => {
  const whole = exposure.total + exposure.added;
  if (whole <= 0n) return 0;
  return Number(((exposure.toCounterparty + exposure.added) * 10_000n + whole - 1n) / whole);
};
