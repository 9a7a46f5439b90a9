import {
  addDays,
  type CalendarDate,
  daysBetween,
  parseCalendarDate,
} from "@/core/dates/calendar-date";
import { quoteText } from "@/core/intake/cut-text";
import type { Draft, DueDate } from "@/core/intake/draft";
import { type Reason, reason } from "@/core/intake/reason";
import { readTerms } from "@/core/intake/rules/payment-terms";

/** A debt due later than this after its issue is looked at by a person. */
const FAR_DAYS = 366;

const ISO_START = /^(\d{4}-\d{2}-\d{2})(?:Z|[+-]\d{2}:\d{2}|T.*)?$/;

/** Reads an XML date, with or without a zone; undefined for anything else. */
export const readDocumentDate = (text: string): CalendarDate | undefined => {
  const match = ISO_START.exec(text);
  return match?.[1] === undefined ? undefined : parseCalendarDate(match[1]);
};

/** The due date with its source, and what stands against it. Never defaulted. */
export const judgeDueDate = (
  draft: Draft,
  issueDate: CalendarDate | null,
  asOf: CalendarDate,
): { due: DueDate; reasons: readonly Reason[] } => {
  const written = writtenDueDate(draft);
  const { due, reasons, path } = written ?? termsDueDate(draft, issueDate);
  if (due.date === null) return { due, reasons };
  return { due, reasons: [...reasons, ...judgeDay(due.date, path, issueDate, asOf)] };
};

type DatedReasons = { due: DueDate; path: string; reasons: readonly Reason[] };

const NONE: DueDate = { date: null, source: "none" };

/** The due date that stands in a field of its own, or null where there is none. */
const writtenDueDate = (draft: Draft): DatedReasons | null => {
  const [first] = draft.dueDates;
  if (first === undefined) return null;
  const path = first.found.path;
  const read = draft.dueDates.map(({ found, source }) => ({
    date: readDocumentDate(found.text),
    found,
    source,
  }));
  const unreadable = read.find(({ date }) => date === undefined);
  if (unreadable !== undefined) {
    const message = `"${unreadable.found.text}" is no date. Write the due date as year-month-day, for example 2027-01-31.`;
    const reasons = [reason("due_date.unreadable", unreadable.found.path, message)];
    return { due: NONE, path, reasons };
  }
  const dates = [...new Set(read.flatMap(({ date }) => (date === undefined ? [] : [date])))];
  const date = first.source === "stated" || dates.length === 1 ? (dates[0] ?? null) : null;
  if (dates.length > 1) {
    const message = `The document names several due dates (${dates.join(", ")}). Have a person confirm on which day the whole amount is due.`;
    const reasons = [reason("due_date.several", path, message)];
    return { due: { date, source: date === null ? "none" : first.source }, path, reasons };
  }
  return { due: { date, source: first.source }, path, reasons: termsBeside(draft, date) };
};

/** Tells about terms that are worth knowing although the due date itself is stated. */
const termsBeside = (draft: Draft, date: CalendarDate | null): readonly Reason[] => {
  const issued = draft.issueDate === null ? undefined : readDocumentDate(draft.issueDate.text);
  return draft.terms.flatMap(({ text, path }) => {
    const reading = readTerms(text);
    const implied = impliedDate(reading, issued ?? null);
    const reasons = reading.discount ? [discountReason(path)] : [];
    if (implied === null || date === null || implied === date) return reasons;
    const message = `The payment terms would mean ${implied}; the stated due date ${date} is used.`;
    return [...reasons, reason("due_date.terms_differ", path, message)];
  });
};

/** The due date that payment terms in words lead to; with a reason where they do not. */
const termsDueDate = (draft: Draft, issueDate: CalendarDate | null): DatedReasons => {
  const readings = draft.terms.map(({ text, path }) => ({ text, path, reading: readTerms(text) }));
  const discounts = readings
    .filter(({ reading }) => reading.discount)
    .map(({ path }) => discountReason(path));
  const found = readings.flatMap(({ text, path, reading }) => {
    const date = impliedDate(reading, issueDate);
    return date === null ? [] : [{ text, path, date }];
  });
  const [first] = found;
  if (first !== undefined && found.every(({ date }) => date === first.date)) {
    const message = `The due date ${first.date} was read from the terms "${quoteText(first.text, 80)}".`;
    const reasons = [...discounts, reason("due_date.from_terms", first.path, message)];
    return { due: { date: first.date, source: "terms" }, path: first.path, reasons };
  }
  const path = draft.places.dueDate;
  const [words] = draft.terms;
  const message =
    words === undefined
      ? "No due date is stated and there are no payment terms. Enter the due date."
      : `No due date is stated, and the terms "${quoteText(words.text, 80)}" do not name one day for certain. Enter the due date.`;
  const reasons = [...discounts, reason("due_date.missing", path, message)];
  return { due: NONE, path, reasons };
};

const impliedDate = (
  reading: ReturnType<typeof readTerms>,
  issueDate: CalendarDate | null,
): CalendarDate | null => {
  if (reading.kind === "date") return reading.date;
  if (reading.kind === "days" && issueDate !== null) return addDays(issueDate, reading.days);
  return null;
};

const discountReason = (path: string): Reason =>
  reason(
    "terms.discount",
    path,
    "The buyer may pay early with a discount, so less than the amount due may arrive. The hold-back has to cover it.",
  );

const judgeDay = (
  date: CalendarDate,
  path: string,
  issueDate: CalendarDate | null,
  asOf: CalendarDate,
): readonly Reason[] => {
  const reasons: Reason[] = [];
  if (date < asOf) {
    const days = daysBetween(date, asOf);
    const message = `It was due on ${date}, ${days === 1 ? "1 day" : `${days} days`} before ${asOf}. An overdue debt is not advanced against; confirm a new date with the buyer.`;
    reasons.push(reason("due_date.past", path, message));
  }
  if (issueDate !== null && date < issueDate) {
    const message = `The due date ${date} lies before the issue date ${issueDate}. Correct one of them.`;
    reasons.push(reason("due_date.before_issue", path, message));
  }
  if (issueDate !== null && daysBetween(issueDate, date) > FAR_DAYS) {
    const message = `The due date ${date} is more than a year after the issue date ${issueDate}. Have a person confirm it.`;
    reasons.push(reason("due_date.far", path, message));
  }
  return reasons;
};
