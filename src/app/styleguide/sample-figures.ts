import { addDays, type CalendarDate, parseCalendarDate } from "@/core/dates/calendar-date";
import { type Money, parseMoney } from "@/core/money";

/** A date of the samples. */
export const day = (text: string): CalendarDate => {
  const date = parseCalendarDate(text);
  if (!date) throw new Error(`No such day: ${text}`);
  return date;
};

/** Hong Kong dollars of the samples. */
export const hkd = (text: string): Money => {
  const amount = parseMoney("HKD", text);
  if (!amount) throw new Error(`No amount: ${text}`);
  return amount;
};

export const TODAY = day("2026-11-21");

export const ADDRESS = "0x52908400098527886E0F7030069857D2E4169EE7";
export const TRANSACTION = "0x9f2c1d7be4a05c38f1e6d02b77a94cc8135e60fda9b81e4470d2c5b96e83aa17";

export type SampleRow = {
  reference: string;
  buyer: string;
  due: CalendarDate;
  amount: Money;
  advance: Money;
  state: "released" | "overdue" | "funding" | "settled" | "disputed";
};

const buyers = [
  "Lantau Retail Group Ltd",
  "Northpoint Grocers Ltd",
  "Shenzhen Bay Trading Co",
  "Ostsee Handel GmbH",
];
const states = ["released", "overdue", "funding", "settled", "disputed"] as const;

export const SAMPLE_ROWS: SampleRow[] = Array.from({ length: 9 }, (_, index) => ({
  reference: `QN-2026-${String(42 + index).padStart(6, "0")}`,
  buyer: buyers[index % buyers.length] ?? "",
  due: addDays(TODAY, index * 9 - 12),
  amount: hkd(`${(index + 1) * 48_211}.${index % 2 ? "50" : "00"}`),
  advance: hkd(`${(index + 1) * 38_568}.80`),
  state: states[index % states.length] ?? "released",
}));
