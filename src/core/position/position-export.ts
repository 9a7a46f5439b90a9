import type { CalendarDate } from "@/core/dates/calendar-date";

/** States by which positions are filtered; an order that is not executed is `submitted`. */
const POSITION_STATES = ["open", "late", "closed", "submitted"] as const;

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
