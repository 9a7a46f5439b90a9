import { type CalendarDate, dateOfEpochDay } from "@/core/dates/calendar-date";

/** Seconds in a day. */
export const DAY_SECONDS = 86_400;

/** Hong Kong, eight hours ahead of UTC: the usual offset term. */
export const HONG_KONG_OFFSET_SECONDS = 28_800;

/**
 * The day number of a moment: `floor((t + offset) / 86400)`, as the contracts count it.
 * `epochSeconds` is UTC, `offsetSeconds` the receivable's offset term (positive east of Greenwich).
 */
export const dayNumberAt = (epochSeconds: number | bigint, offsetSeconds: number): number =>
  Math.floor((Number(epochSeconds) + offsetSeconds) / DAY_SECONDS);

/** Unix seconds of a moment, rounded down. */
export const secondsOf = (at: Date): number => Math.floor(at.getTime() / 1000);

/** The day number of a JavaScript date under an offset term. */
export const dayNumberOf = (at: Date, offsetSeconds: number): number =>
  dayNumberAt(secondsOf(at), offsetSeconds);

/** The calendar date of a moment at an offset. */
export const calendarDateAt = (at: Date, offsetSeconds: number): CalendarDate =>
  dateOfEpochDay(dayNumberOf(at, offsetSeconds));

/** The UTC second at which a calendar date begins at an offset. */
export const startOfDaySeconds = (epochDay: number, offsetSeconds: number): number =>
  epochDay * DAY_SECONDS - offsetSeconds;
