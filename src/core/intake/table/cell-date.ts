import { type CalendarDate, calendarDateOf } from "@/core/dates/calendar-date";

/** A date read from a cell, or why it could not be. */
export type DateReading =
  | { readonly kind: "date"; readonly date: CalendarDate }
  | { readonly kind: "ambiguous" }
  | { readonly kind: "serial" }
  | { readonly kind: "unreadable" };

/** Which of day and month comes first, as chosen by a person. */
export type DateOrder = "day-first" | "month-first" | undefined;

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

const TIME =
  "(?:[T ]\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?\\s*(?:[ap]m)?\\s*(?:Z|UTC|[+-]\\d{2}:?\\d{2})?)?";
const YEAR_FIRST = new RegExp(`^(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})${TIME}$`, "i");
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const HAN = /^(\d{4})年(\d{1,2})月(\d{1,2})日$/;
const DOTTED = new RegExp(`^(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})${TIME}$`, "i");
const SLASHED = new RegExp(`^(\\d{1,2})([-/])(\\d{1,2})\\2(\\d{4})${TIME}$`, "i");
const DAY_NAMED = /^(\d{1,2})[ -]([a-z]{3})[a-z]*\.?[ ,-]+(\d{4})$/i;
const MONTH_NAMED = /^([a-z]{3})[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/i;
const SERIAL = /^[34567]\d{4}(\.\d+)?$/;

const found = (year?: string, month?: string | number, day?: string): DateReading => {
  const date = calendarDateOf({ year: Number(year), month: Number(month), day: Number(day) });
  return date === undefined ? { kind: "unreadable" } : { kind: "date", date };
};

/**
 * Reads a date as tables have it: `2027-01-31` with or without a time, `20270131`, `31.01.2027`, `31 Jan 2027`,
 * `2027年1月31日`. `03/04/2027` is ambiguous until a person chose an order; `31/01/2027` can mean one day only.
 */
export const readCellDate = (text: string, order: DateOrder): DateReading => {
  const cell = text.trim();
  const yearFirst = YEAR_FIRST.exec(cell);
  if (yearFirst !== null) return found(yearFirst[1], yearFirst[3], yearFirst[4]);
  const whole = COMPACT.exec(cell) ?? HAN.exec(cell);
  if (whole !== null) return found(whole[1], whole[2], whole[3]);
  const dotted = DOTTED.exec(cell);
  if (dotted !== null) return found(dotted[3], dotted[2], dotted[1]);
  const slashed = SLASHED.exec(cell);
  if (slashed !== null) return slashedDate(slashed, order);
  const dayNamed = DAY_NAMED.exec(cell);
  if (dayNamed !== null) return found(dayNamed[3], monthNumber(dayNamed[2]), dayNamed[1]);
  const monthNamed = MONTH_NAMED.exec(cell);
  if (monthNamed !== null) return found(monthNamed[3], monthNumber(monthNamed[1]), monthNamed[2]);
  return SERIAL.test(cell) ? { kind: "serial" } : { kind: "unreadable" };
};

const monthNumber = (name = ""): number => MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;

const slashedDate = (parts: RegExpExecArray, order: DateOrder): DateReading => {
  const [, first, , second, year] = parts;
  const dayFirst = found(year, second, first);
  const monthFirst = found(year, first, second);
  if (order !== undefined) return order === "day-first" ? dayFirst : monthFirst;
  if (dayFirst.kind === "date" && monthFirst.kind === "date") {
    return dayFirst.date === monthFirst.date ? dayFirst : { kind: "ambiguous" };
  }
  return dayFirst.kind === "date" ? dayFirst : monthFirst;
};
