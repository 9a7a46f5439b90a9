import { type CalendarDate, daysBetween } from "@/core/dates/calendar-date";

/** How firmly a buyer confirmed the debt, weakest first. */
export const CONFIRMATION_STRENGTHS = ["seen", "matches", "will-pay"] as const;

/**
 * `seen`: the invoice arrived. `matches`: goods and amount are as ordered. `will-pay`: pays an amount on a date without
 * set-off, so no dispute is possible afterwards.
 */
export type ConfirmationStrength = (typeof CONFIRMATION_STRENGTHS)[number];

/** True for one of the three strengths. */
export const isStrength = (text: string | null): text is ConfirmationStrength =>
  (CONFIRMATION_STRENGTHS as readonly (string | null)[]).includes(text);

/** How firm a confirmation is: 0 for none, 3 for `will-pay`. */
export const strengthRank = (strength: ConfirmationStrength | null): number =>
  strength === null ? 0 : CONFIRMATION_STRENGTHS.indexOf(strength) + 1;

/** Everything a buyer's page can say about the debt; each has its own next step. */
const BUYER_STATES = [
  "withdrawn",
  "credited",
  "disputed",
  "paid",
  "paidLate",
  "overpaid",
  "paidTwice",
  "partPaid",
  "late",
  "arriving",
  "confirmed",
  "seen",
  "unseen",
] as const;

export type BuyerState = (typeof BUYER_STATES)[number];

/** The debt as the buyer's page needs it; amounts in minor units of one currency. */
export type BuyerDebt = {
  /** The chain's word for the receivable. */
  readonly status: string;
  readonly amountDue: bigint;
  /** Credit notes so far. */
  readonly diluted: bigint;
  /** Money taken towards the debt, at most what is owed. */
  readonly collected: bigint;
  /** Money beyond the debt, parked for the buyer. */
  readonly surplus: bigint;
  /** Payments that are signed or sent and not collected yet. */
  readonly arriving: bigint;
  readonly dueDate: CalendarDate;
  /** Day of the payment that closed the debt, null while it is open. */
  readonly paidOn: CalendarDate | null;
  readonly strength: ConfirmationStrength | null;
  /** True when the page was opened before this visit. */
  readonly seenBefore: boolean;
  readonly disputed: boolean;
};

/** What the buyer still owes, minor units; never negative. */
export const openAmount = (
  debt: Pick<BuyerDebt, "amountDue" | "diluted" | "collected">,
): bigint => {
  const open = debt.amountDue - debt.diluted - debt.collected;
  return open > 0n ? open : 0n;
};

/** The one state a buyer's page shows. Money decides first, words second: a paid debt is paid whatever was said before. */
export const buyerStateOf = (debt: BuyerDebt, today: CalendarDate): BuyerState => {
  const open = openAmount(debt);
  if (open === 0n && debt.collected > 0n) return paidState(debt);
  if (debt.status === "cancelled") return "withdrawn";
  if (open === 0n && debt.diluted > 0n) return "credited";
  if (debt.arriving >= open && open > 0n) return "arriving";
  if (debt.disputed) return "disputed";
  if (debt.collected > 0n) return "partPaid";
  if (daysBetween(debt.dueDate, today) > 0) return "late";
  if (strengthRank(debt.strength) >= strengthRank("matches")) return "confirmed";
  return debt.seenBefore || debt.strength === "seen" ? "seen" : "unseen";
};

const paidState = (debt: BuyerDebt): BuyerState => {
  const owed = debt.amountDue - debt.diluted;
  if (debt.surplus >= owed) return "paidTwice";
  if (debt.surplus > 0n) return "overpaid";
  return debt.paidOn !== null && daysBetween(debt.dueDate, debt.paidOn) > 0 ? "paidLate" : "paid";
};

/** May the buyer still pay here? Late money is still money; only a withdrawn or paid debt takes none. */
export const canPay = (state: BuyerState): boolean =>
  !["withdrawn", "credited", "paid", "paidLate", "overpaid", "paidTwice", "arriving"].includes(
    state,
  );
