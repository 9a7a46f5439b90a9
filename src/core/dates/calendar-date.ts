/** A day on the calendar without time or zone, written `2026-03-09`. Sorts as text. Years 0001 to 9999. */
export type CalendarDate = string & { readonly __calendarDate: true };

const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

const isLeapYear = (year: number): boolean =>
  (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** Days in a month; month 1 is January. */
const daysInMonth = (year: number, month: number): number =>
  month === 2 && isLeapYear(year) ? 29 : (DAYS_IN_MONTH[month - 1] ?? 0);

/** A calendar date from its parts, or undefined when there is no such day. */
export const calendarDateOf = (parts: {
  year: number;
  month: number;
  day: number;
}): CalendarDate | undefined => {
  const { year, month, day } = parts;
  if (!Number.isInteger(year) || year < 1 || year > 9999) return undefined;
  if (!Number.isInteger(month) || month < 1 || month > 12) return undefined;
  if (!Number.isInteger(day) || day < 1 || day > daysInMonth(year, month)) return undefined;
  const pad = (value: number, width: number) => value.toString().padStart(width, "0");
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}` as CalendarDate;
};

/** Reads `2026-03-09` exactly; undefined for every other text and for days that do not exist. */
export const parseCalendarDate = (text: string): CalendarDate | undefined => {
  const parts = ISO_DATE.exec(text);
  if (parts === null) return undefined;
  return calendarDateOf({ year: Number(parts[1]), month: Number(parts[2]), day: Number(parts[3]) });
};

/** Year, month (1 to 12) and day of a date. */
export const partsOfDate = (date: CalendarDate): { year: number; month: number; day: number } => ({
  year: Number(date.slice(0, 4)),
  month: Number(date.slice(5, 7)),
  day: Number(date.slice(8, 10)),
});

/** Days since 1970-01-01, which is day 0; negative before. The same number a chain computes from a moment. */
export const epochDayOf = (date: CalendarDate): number => {
  const { year, month, day } = partsOfDate(date);
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
};

/** The date of a day number. Throws outside the years 0001 to 9999. */
export const dateOfEpochDay = (epochDay: number): CalendarDate => {
  const days = epochDay + 719_468;
  const era = Math.floor(days / 146_097);
  const dayOfEra = days - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const date = calendarDateOf({ year, month, day });
  if (date === undefined) throw new RangeError(`day ${epochDay} is outside the calendar`);
  return date;
};

/** The date `days` later; earlier when negative. */
export const addDays = (date: CalendarDate, days: number): CalendarDate =>
  dateOfEpochDay(epochDayOf(date) + days);

/** Days from `start` to `end`; the first day counts, the last does not; negative when `end` is earlier. */
export const daysBetween = (start: CalendarDate, end: CalendarDate): number =>
  epochDayOf(end) - epochDayOf(start);
