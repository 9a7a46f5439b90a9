import { type CalendarDate, daysBetween } from "@/core/dates/calendar-date";

/** Ageing buckets in the order every table shows them; together they always sum to the outstanding total. */
export const AGEING_BUCKETS = [
  "notDue",
  "d1to30",
  "d31to60",
  "d61to90",
  "over90",
  "noDueDate",
] as const;

/** `d1to30` is 1 to 30 days past due, `d31to60` 31 to 60, `d61to90` 61 to 90, `over90` beyond 90. */
export type AgeingBucket = (typeof AGEING_BUCKETS)[number];

/** The bucket of a debt. On the due date itself it is not late yet. */
export const ageingBucketOf = (dates: {
  readonly dueDate: CalendarDate | null;
  readonly today: CalendarDate;
}): AgeingBucket => {
  if (dates.dueDate === null) return "noDueDate";
  const late = daysBetween(dates.dueDate, dates.today);
  if (late <= 0) return "notDue";
  if (late <= 30) return "d1to30";
  if (late <= 60) return "d31to60";
  return late <= 90 ? "d61to90" : "over90";
};

/** One bucket's line: how many debts and how much of them is outstanding, in minor units of one currency. */
export type AgeingLine = {
  readonly bucket: AgeingBucket;
  readonly count: number;
  readonly minor: bigint;
};

/**
 * Sorts outstanding debts of one currency into the six buckets; every bucket is present, empty ones with 0.
 * The lines sum to the outstanding total: no debt is left out and none counts twice.
 */
export const ageOutstanding = (
  debts: readonly { readonly dueDate: CalendarDate | null; readonly minor: bigint }[],
  today: CalendarDate,
): readonly AgeingLine[] => {
  const lines = new Map(AGEING_BUCKETS.map((bucket) => [bucket, { count: 0, minor: 0n }]));
  for (const { dueDate, minor } of debts) {
    const line = lines.get(ageingBucketOf({ dueDate, today }));
    if (!line || minor === 0n) continue;
    line.count += 1;
    line.minor += minor;
  }
  return [...lines].map(([bucket, line]) => ({ bucket, ...line }));
};
