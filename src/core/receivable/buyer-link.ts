import { DAY_SECONDS } from "@/core/dates/day-count";
import type { ChainStatus } from "@/core/receivable/chain-status";
import { type Decision, decide, refuse } from "@/core/refusal";

/** A buyer's link lives this long after the due date, days, and never less than 30 days from now. */
const DAYS_AFTER_DUE = 60;
const DAYS_MIN = 30;

const OVER: ReadonlySet<string> = new Set<ChainStatus>(["cancelled", "settled", "boughtBack"]);

/** Whether there is nothing left for a buyer to confirm or pay in this state of a receivable. */
export const isOverForBuyer = (status: string): boolean => OVER.has(status);

/** An extension that gains less than this is none, days. */
const DAYS_GAINED_MIN = 1;

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

/** When an extended link ends: the moment it ends at already where extending would gain less than a day. */
export const extendedExpiry = (
  receivable: { readonly status: string; readonly dueAt: Date },
  link: { readonly expiresAt: Date },
  now: Date,
): Decision<Date> => {
  const until = linkExpiry(receivable, now);
  if (!until.ok) return until;
  const gained = until.value.getTime() - link.expiresAt.getTime();
  return gained < DAYS_GAINED_MIN * DAY_SECONDS * 1000 ? decide(link.expiresAt) : until;
};

/** Whether a page that shows the link made at `shown` (null for none) shows the one there is. */
export const isShown = (link: { readonly madeAt: Date } | null, shown: Date | null): boolean =>
  link?.madeAt.getTime() === shown?.getTime();
