import type { Currency } from "@/core/money";

/** The states a list can be narrowed to: the stored ones and those that follow from figures and dates. */
export const SHOWN_STATES = [
  "proposed",
  "countersigned",
  "registering",
  "registered",
  "offered",
  "funding",
  "funded",
  "partlyReleased",
  "released",
  "overdue",
  "settled",
  "cancelled",
  "refunded",
  "boughtBack",
  "defaulted",
] as const;

/** A receivable's state as people see it; keys of the table of states. */
export type ShownState = (typeof SHOWN_STATES)[number];

/** What a list of receivables is narrowed to; the same fields stand in the address of the page. */
export type ReceivableFilter = {
  readonly status?: ShownState;
  readonly currency?: Currency;
  readonly buyerId?: string;
  readonly sellerId?: string;
  readonly warehouseId?: string;
  /** Calendar dates, both included. */
  readonly dueFrom?: string;
  readonly dueTo?: string;
  /** Part of a reference or buyer name, any letter case. */
  readonly search?: string;
};

/** How a list is sorted; newest first unless chosen. */
export const RECEIVABLE_SORTS = ["created", "due", "amount"] as const;
export type ReceivableSort = {
  readonly by: (typeof RECEIVABLE_SORTS)[number];
  readonly descending: boolean;
};
