import { DAY_SECONDS } from "@/core/dates/day-count";
import type { ChainStatus } from "@/core/receivable/chain-status";
import { type Decision, decide, refuse } from "@/core/refusal";

/** A buyer's link lives this long after the due date, days, and never less than 30 days from now. */
const DAYS_AFTER_DUE = 60;
const DAYS_MIN = 30;

const OVER: ReadonlySet<string> = new Set<ChainStatus>(["cancelled", "settled", "boughtBack"]);

/** Whether there is nothing left for a buyer to confirm or pay in this state of a receivable. */
export const isOverForBuyer = (status: string): boolean => OVER.has(status);

/** When a link made or extended now ends. Refuses `receivable.over` where the buyer has nothing left to do. */
export const linkExpiry = (
  receivable: { readonly status: string; readonly dueAt: Date },
  now: Date,
): Decision<Date> => {
  if (isOverForBuyer(receivable.status)) return refuse("receivable.over");
  const day = DAY_SECONDS * 1000;
  const afterDue = receivable.dueAt.getTime() + DAYS_AFTER_DUE * day;
  return decide(new Date(Math.max(afterDue, now.getTime() + DAYS_MIN * day)));
};
