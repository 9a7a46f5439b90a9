import type { CalendarDate } from "@/core/dates/calendar-date";
import { addDays, epochDayOf } from "@/core/dates/calendar-date";
import type { Currency } from "@/core/money";
import type { AgeingBucket } from "@/core/position/ageing";

/** What the list of repayments can show; the key figures lead to the same words. */
export const REPAYMENT_SHOWS = [
  "outstanding",
  "today",
  "week",
  "overdue",
  "collected",
  "partPaid",
  "all",
] as const;

/** `outstanding`: money is out and the buyer owes; `collected`: something arrived this month; `all`: everything ever released. */
export type RepaymentShow = (typeof REPAYMENT_SHOWS)[number];

export const REPAYMENT_SORTS = ["due", "open", "collected", "amount"] as const;

/** What the list is narrowed to; the same fields stand in the address of the page. */
export type RepaymentFilter = {
  readonly show: RepaymentShow;
  readonly bucket?: AgeingBucket;
  readonly currency?: Currency;
  readonly buyerId?: string;
  readonly sellerId?: string;
  readonly lenderId?: string;
  readonly search?: string;
};

/** Days from today on that "this week" covers, today included. */
export const WEEK_DAYS = 7;

/** The Monday of a date's week. */
export const mondayOf = (date: CalendarDate): CalendarDate =>
  addDays(date, -((((epochDayOf(date) + 3) % 7) + 7) % 7));

/** Mondays of the weeks a chart covers: `before` past ones, this one, `after` coming ones. */
export const chartWeeks = (
  today: CalendarDate,
  { before, after }: { before: number; after: number },
): readonly CalendarDate[] => {
  const monday = mondayOf(today);
  return Array.from({ length: before + 1 + after }, (_, index) =>
    addDays(monday, (index - before) * 7),
  );
};
