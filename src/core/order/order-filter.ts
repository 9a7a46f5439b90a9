import type { Currency } from "@/core/money";

/** ready: can become part of a receivable; registering: signed, not on chain yet; registered; withdrawn. */
export const ORDER_STATES = ["ready", "registering", "registered", "withdrawn"] as const;
export type OrderState = (typeof ORDER_STATES)[number];

/** What a list of orders is narrowed to; the same fields stand in the address of the page. */
export type OrderFilter = {
  readonly status?: OrderState;
  readonly currency?: Currency;
  readonly warehouseId?: string;
  readonly buyerId?: string;
  readonly importId?: string;
  /** Calendar dates, both included. */
  readonly dueFrom?: string;
  readonly dueTo?: string;
  /** Part of an order number or buyer name, any letter case. */
  readonly search?: string;
};

/** Orders chosen by id, or all that a filter finds. Only ready ones count. */
export type OrderSelection = { readonly ids: readonly string[] } | { readonly all: OrderFilter };
