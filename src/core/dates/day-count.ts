import { type CalendarDate, dateOfEpochDay } from "@/core/dates/calendar-date";

/** How a year is counted when interest is charged by the day. */
export const DAY_COUNTS = ["ACT/360", "ACT/365F"] as const;

/** ACT/360 is the money-market habit for USD and EUR, ACT/365F for HKD. It is a term of the offer. */
export type DayCount = (typeof DAY_COUNTS)[number];

/** Seconds in a day. */
export const DAY_SECONDS = 86_400;

/** Hong Kong, eight hours ahead of UTC: the usual offset term. */
export const HONG_KONG_OFFSET_SECONDS = 28_800;

/** Days that make a year under a day count: 360 or 365. */
export const yearDays = (dayCount: DayCount): 360 | 365 => (dayCount === "ACT/360" ? 360 : 365);

/**
 * The day number of a moment: `floor((t + offset) / 86400)`, as the contracts count it.
 * `epochSeconds` is UTC, `offsetSeconds` the receivable's offset term (positive east of Greenwich).
 */
export const dayNumberAt = (epochSeconds: number | bigint, offsetSeconds: number): number =>
  Math.floor((Number(epochSeconds) + offsetSeconds) / DAY_SECONDS);

/** The day number of a JavaScript date under an offset term. */
export const dayNumberOf = (at: Date, offsetSeconds: number): number =>
  dayNumberAt(Math.floor(at.getTime() / 1000), offsetSeconds);

/** The calendar date of a moment at an offset. */
export const calendarDateAt = (at: Date, offsetSeconds: number): CalendarDate =>
  dateOfEpochDay(dayNumberOf(at, offsetSeconds));

/** Days charged between two moments: the first day counts, the repayment day does not, the same day is 0. */
export const chargedDays = (span: {
  fromSeconds: bigint;
  toSeconds: bigint;
  offsetSeconds: number;
}): number =>
  Math.max(
    0,
    dayNumberAt(span.toSeconds, span.offsetSeconds) -
      dayNumberAt(span.fromSeconds, span.offsetSeconds),
  );

/** The UTC second at which a calendar date begins at an offset. */
export const startOfDaySeconds = (epochDay: number, offsetSeconds: number): number =>
  epochDay * DAY_SECONDS - offsetSeconds;
