import { expect, test } from "vitest";
import { type CalendarDate, parseCalendarDate } from "@/core/dates/calendar-date";
import { awayText, dateText, lateText, momentText } from "./date-words";

const day = (text: string): CalendarDate => parseCalendarDate(text) as CalendarDate;

test("dates are written with a short month", () => {
  expect(dateText(day("2026-11-21"))).toBe("21 Nov 2026");
});

test.each([
  ["2026-12-03", "in 12 days"],
  ["2026-11-22", "in 1 day"],
  ["2026-11-21", "today"],
  ["2026-11-18", "3 days ago"],
])("%s is %s", (date, words) => {
  expect(awayText(day(date), day("2026-11-21"))).toBe(words);
});

test("a deadline is late only after its day", () => {
  expect(lateText(day("2026-11-21"), day("2026-11-21"))).toBeUndefined();
  expect(lateText(day("2026-11-20"), day("2026-11-21"))).toBe("1 day late");
});

test("moments carry their zone", () => {
  const at = new Date("2026-11-20T16:05:09Z");
  expect(momentText(at)).toBe("21 Nov 2026, 00:05 HKT");
  expect(momentText(at, "UTC", true)).toBe("20 Nov 2026, 16:05:09 UTC");
});
