import type { CalendarDate } from "@/core/dates/calendar-date";
import {
  type BuyerDebt,
  type ConfirmationStrength,
  openAmount,
  strengthRank,
} from "@/core/payment/buyer-state";
import { type Decision, decide, refuse } from "@/core/refusal";

/** What a person says about the debt. The promise is needed for `will-pay` only; its amount is in minor units. */
export type Confirmation = {
  readonly strength: ConfirmationStrength;
  /** Full name of the person who confirms, 2 to 120 characters. */
  readonly name: string;
  readonly promise: { readonly amount: bigint; readonly date: CalendarDate } | null;
};

/**
 * May this be confirmed now? A confirmation can become firmer, never weaker; a promise covers at most what is open.
 * Refuses with `debt.nothing_open`, `debt.disputed`, `debt.weaker`, `debt.name_missing` or `debt.promise_invalid`.
 */
export const confirmDebt = (
  debt: Pick<BuyerDebt, "status" | "amountDue" | "diluted" | "collected" | "strength" | "disputed">,
  said: Confirmation,
  today: CalendarDate,
): Decision<Confirmation> => {
  const open = openAmount(debt);
  if (open === 0n || debt.status === "cancelled") return refuse("debt.nothing_open");
  if (debt.disputed) return refuse("debt.disputed");
  if (strengthRank(said.strength) < strengthRank(debt.strength)) return refuse("debt.weaker");
  const name = said.name.trim();
  if (name.length < 2 || name.length > 120) return refuse("debt.name_missing");
  if (said.strength !== "will-pay") return decide({ strength: said.strength, name, promise: null });
  const { promise } = said;
  if (!promise || promise.amount <= 0n || promise.amount > open || promise.date < today)
    return refuse("debt.promise_invalid", { open: open.toString() });
  return decide({ strength: said.strength, name, promise });
};

/** Whether exactly this was confirmed before, so that saying it once more adds nothing. */
export const isConfirmed = (
  debt: {
    readonly strength: ConfirmationStrength | null;
    readonly confirmedBy: string | null;
    readonly promise: Confirmation["promise"];
  },
  said: Confirmation,
): boolean =>
  debt.strength === said.strength &&
  debt.confirmedBy === said.name &&
  debt.promise?.amount === said.promise?.amount &&
  debt.promise?.date === said.promise?.date;

/**
 * May the buyer say that the debt is wrong? Not after promising to pay without set-off, and not twice.
 * Refuses with `debt.nothing_open`, `debt.disputed`, `debt.promised` or `debt.reason_missing`.
 */
export const disputeDebt = (
  debt: Pick<BuyerDebt, "status" | "amountDue" | "diluted" | "collected" | "strength" | "disputed">,
  said: { readonly name: string; readonly reason: string },
): Decision<{ readonly name: string; readonly reason: string }> => {
  if (openAmount(debt) === 0n || debt.status === "cancelled") return refuse("debt.nothing_open");
  if (debt.disputed) return refuse("debt.disputed");
  if (debt.strength === "will-pay") return refuse("debt.promised");
  const name = said.name.trim();
  const reason = said.reason.trim();
  if (name.length < 2 || name.length > 120) return refuse("debt.name_missing");
  if (reason.length < 5 || reason.length > 2_000) return refuse("debt.reason_missing");
  return decide({ name, reason });
};

/**
 * May the buyer take its dispute back? Then the delivery can be confirmed and the debt be confirmed again.
 * Refuses with `debt.not_disputed` or `debt.name_missing`.
 */
export const withdrawDispute = (
  debt: Pick<BuyerDebt, "disputed">,
  said: { readonly name: string },
): Decision<{ readonly name: string }> => {
  if (!debt.disputed) return refuse("debt.not_disputed");
  const name = said.name.trim();
  if (name.length < 2 || name.length > 120) return refuse("debt.name_missing");
  return decide({ name });
};
