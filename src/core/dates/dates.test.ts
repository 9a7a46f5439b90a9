import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDays,
  calendarDateOf,
  dateOfEpochDay,
  daysBetween,
  epochDayOf,
  parseCalendarDate,
} from "@/core/dates/calendar-date";
import {
  calendarDateAt,
  dayNumberAt,
  HONG_KONG_OFFSET_SECONDS,
  startOfDaySeconds,
} from "@/core/dates/day-count";
import { stillFresh } from "@/core/dates/drawn-up";

const epochDay = fc.integer({ min: -700_000, max: 2_900_000 });

describe("calendar dates", () => {
  test("agree with the platform's own calendar", () => {
    fc.assert(
      fc.property(epochDay, (day) => {
        const date = dateOfEpochDay(day);
        expect(date).toBe(new Date(day * 86_400_000).toISOString().slice(0, 10));
        expect(epochDayOf(date)).toBe(day);
      }),
    );
  });

  test("text order is date order", () => {
    fc.assert(
      fc.property(epochDay, epochDay, (left, right) => {
        const [a, b] = [dateOfEpochDay(left), dateOfEpochDay(right)];
        return (
          a < b === left < right &&
          daysBetween(a, b) === right - left &&
          addDays(a, right - left) === b
        );
      }),
    );
  });

  test.each(["2027-02-29", "2027-13-01", "2027-00-10", "2027-1-1", "27-01-01", "2027-01-01Z", ""])(
    "refuses %j",
    (text) => expect(parseCalendarDate(text)).toBeUndefined(),
  );

  test("knows leap years", () => {
    expect(calendarDateOf({ year: 2028, month: 2, day: 29 })).toBe("2028-02-29");
    expect(calendarDateOf({ year: 2100, month: 2, day: 29 })).toBeUndefined();
  });
});

describe("day count", () => {
  test("a day begins at midnight of the offset", () => {
    const start = startOfDaySeconds(20_000, HONG_KONG_OFFSET_SECONDS);
    expect(dayNumberAt(start, HONG_KONG_OFFSET_SECONDS)).toBe(20_000);
    expect(dayNumberAt(start - 1, HONG_KONG_OFFSET_SECONDS)).toBe(19_999);
    expect(calendarDateAt(new Date("2026-11-21T16:00:00Z"), HONG_KONG_OFFSET_SECONDS)).toBe(
      "2026-11-22",
    );
  });

  test("the first day counts, the repayment day does not, the same day is nothing", () => {
    const day = (text: string) => dayNumberAt(Date.parse(text) / 1000, HONG_KONG_OFFSET_SECONDS);
    const days = (from: string, to: string) => day(to) - day(from);
    expect(days("2026-11-20T16:00:00Z", "2026-11-21T15:59:59Z")).toBe(0);
    expect(days("2026-11-21T15:59:59Z", "2026-11-21T16:00:00Z")).toBe(1);
    expect(days("2026-11-21T00:00:00Z", "2026-12-21T00:00:00Z")).toBe(30);
  });
});

test.each([
  ["at once", 0, true],
  ["at a server whose clock is five minutes behind", -300, true],
  ["at one that is further behind", -301, false],
  ["a quarter of an hour later", 900, true],
  ["after that", 901, false],
])("what was drawn up is taken signed: %s", (_case, later, ok) => {
  const drawnUpAt = 1_800_000_000;
  expect(stillFresh({ drawnUpAt, now: drawnUpAt + later }).ok).toBe(ok);
});
