import type { Currency } from "@/core/money";
import { receivableStatus } from "@/core/status/receivable-status";

/** A receivable's state as people see it; a dispute is shown beside it. */
export type ShownState = Exclude<keyof typeof receivableStatus, "disputed">;

/** The states a list can be narrowed to, in the order of the table of states. */
export const SHOWN_STATES: readonly ShownState[] = Object.keys(receivableStatus).filter(
  (state): state is ShownState => state !== "disputed",
);

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
