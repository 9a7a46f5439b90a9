import type { CalendarDate } from "@/core/dates/calendar-date";
import { decimalOfMinor } from "@/core/money";

/** One cell of a CSV file: quoted where needed; text that a spreadsheet would run as a formula is marked as text. */
export const csvText = (text: string): string => {
  const safe = /^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** Minor units as a plain decimal: no grouping, no currency, never touched by the formula guard. */
export const csvMoney = (minor: bigint): string => decimalOfMinor(minor);

/** Basis points as a percentage with two decimals. */
export const csvRate = (bps: number): string =>
  `${Math.trunc(bps / 100)}.${String(bps % 100).padStart(2, "0")}`;

/** Lines of a CSV file, ended as RFC 4180 wants, with a mark that makes spreadsheets read it as UTF-8. */
export const csvFile = (lines: readonly (readonly string[])[]): string =>
  `\uFEFF${lines.map((cells) => `${cells.join(",")}\r\n`).join("")}`;

/** States by which positions are filtered; an order that is not executed is `submitted`. */
export const POSITION_STATES = ["open", "late", "closed", "submitted"] as const;

/** One of `POSITION_STATES`. */
export type PositionState = (typeof POSITION_STATES)[number];

/** The state an address asks for; null for all. */
export const positionState = (text: string | null | undefined): PositionState | null =>
  POSITION_STATES.find((state) => state === text) ?? null;

/** Name of the exported file of a day. */
export const exportName = (date: CalendarDate): string => `positions-${date}.csv`;

/** Heads of the export, in the order of its columns. */
export const EXPORT_HEADS = [
  "receivable",
  "reference",
  "currency",
  "seller",
  "buyer",
  "status",
  "due date",
  "ageing",
  "funded",
  "share %",
  "principal out",
  "in escrow",
  "charge to date",
  "expected in all",
  "paid",
  "earned",
  "rate % a year",
] as const;
