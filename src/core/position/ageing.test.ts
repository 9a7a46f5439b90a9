import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, type CalendarDate, parseCalendarDate } from "@/core/dates/calendar-date";
import { AGEING_BUCKETS, ageingBucketOf, ageOutstanding } from "@/core/position/ageing";

const today = parseCalendarDate("2026-11-21") as CalendarDate;

test.each([
  [0, "notDue"],
  [5, "notDue"],
  [-1, "d1to30"],
  [-30, "d1to30"],
  [-31, "d31to60"],
  [-60, "d31to60"],
  [-61, "d61to90"],
  [-90, "d61to90"],
  [-91, "over90"],
])("a debt due in %i days is in bucket %s", (days, bucket) => {
  expect(ageingBucketOf({ dueDate: addDays(today, days), today })).toBe(bucket);
});

test("a debt without a due date has its own bucket", () => {
  expect(ageingBucketOf({ dueDate: null, today })).toBe("noDueDate");
});

test("the buckets sum to the outstanding total for any set of debts", () => {
  const debt = fc.record({
    dueDate: fc.option(fc.integer({ min: -400, max: 400 }).map((days) => addDays(today, days))),
    minor: fc.bigInt({ min: 0n, max: 10n ** 18n }),
  });
  fc.assert(
    fc.property(fc.array(debt), (debts) => {
      const lines = ageOutstanding(debts, today);
      const total = debts.reduce((sum, { minor }) => sum + minor, 0n);
      expect(lines.map(({ bucket }) => bucket)).toEqual([...AGEING_BUCKETS]);
      expect(lines.reduce((sum, { minor }) => sum + minor, 0n)).toBe(total);
      expect(lines.reduce((sum, { count }) => sum + count, 0)).toBe(
        debts.filter(({ minor }) => minor > 0n).length,
      );
    }),
  );
});
