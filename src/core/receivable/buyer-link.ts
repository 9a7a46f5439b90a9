import { DAY_SECONDS } from "@/core/dates/day-count";
import { type Decision, decide, refuse } from "@/core/refusal";

/** A buyer's link lives this long after the due date, days, and never less than 30 days from now. */
const DAYS_AFTER_DUE = 60;
const DAYS_MIN = 30;

/** States in which there is nothing left for a buyer to confirm or pay. */
const OVER = new Set(["cancelled", "settled", "boughtBack"]);

/** When a link made or extended now ends. Refuses `receivable.over` where the buyer has nothing left to do. */
export const linkExpiry = (
  receivable: { readonly status: string; readonly dueAt: Date },
  now: Date,
): Decision<Date> => {
  if (OVER.has(receivable.status)) return refuse("receivable.over");
  const day = DAY_SECONDS * 1000;
  const afterDue = receivable.dueAt.getTime() + DAYS_AFTER_DUE * day;
  return decide(new Date(Math.max(afterDue, now.getTime() + DAYS_MIN * day)));
};
