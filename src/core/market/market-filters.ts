import type { Currency } from "@/core/money";
import type { ConfirmationStrength } from "@/core/payment/buyer-state";

/** What an open offer can be sorted by. */
export const MARKET_SORTS = ["offered", "left", "rate", "tenor", "due"] as const;

/** One of `MARKET_SORTS`. */
export type MarketSort = (typeof MARKET_SORTS)[number];

/** Which open offers a lender wants to see, and in which order. */
export type MarketFilters = {
  readonly currency: Currency | null;
  /** Yearly rate of at least this many basis points. */
  readonly rateBpsMin: number | null;
  /** At most this many days from today to the due date. */
  readonly tenorDaysMax: number | null;
  readonly sellerId: string | null;
  readonly buyerId: string | null;
  readonly warehouseId: string | null;
  /** The buyer confirmed at least this firmly. */
  readonly strength: ConfirmationStrength | null;
  readonly sort: MarketSort;
  readonly descending: boolean;
  /** From 1. */
  readonly page: number;
};
