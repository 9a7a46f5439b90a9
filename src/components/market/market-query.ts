import { MARKET_SORTS, type MarketFilters, type MarketSort } from "@/core/market/market-filters";
import { CURRENCIES, isCurrency } from "@/core/money";
import { isStrength } from "@/core/payment/buyer-state";

/** The address parameters of the market. */
export type MarketParams = Readonly<Record<string, string | undefined>>;

export const RATE_STEPS = [600, 800, 1_000, 1_200, 1_500, 1_800] as const;
export const TENOR_STEPS = [30, 60, 90, 120, 180] as const;
export const CURRENCY_CHOICES = CURRENCIES;

const numberOf = (text: string | undefined): number | null =>
  text && /^\d{1,6}$/.test(text) ? Number(text) : null;

const idOf = (text: string | undefined): string | null =>
  text && /^[\w:.-]{1,64}$/.test(text) ? text : null;

const isSort = (text: string): text is MarketSort => MARKET_SORTS.some((sort) => sort === text);

/** Filters from the address; what makes no sense is left out. `sort=-rate` is descending. */
export const marketFilters = (params: MarketParams): MarketFilters => {
  const sortText = params.sort ?? "-offered";
  const name = sortText.replace(/^-/, "");
  const strength = params.confirmed ?? null;
  return {
    currency: params.currency && isCurrency(params.currency) ? params.currency : null,
    rateBpsMin: numberOf(params.rate),
    tenorDaysMax: numberOf(params.tenor),
    sellerId: idOf(params.seller),
    buyerId: idOf(params.buyer),
    warehouseId: idOf(params.warehouse),
    strength: isStrength(strength) ? strength : null,
    sort: isSort(name) ? name : "offered",
    descending: sortText.startsWith("-"),
    page: Math.max(1, numberOf(params.page) ?? 1),
  };
};

/** The same address with some parameters changed; an undefined one is taken out. */
export const marketHref = (params: MarketParams, change: MarketParams): string => {
  const merged = Object.entries({ ...params, ...change }).filter(
    (pair): pair is [string, string] => typeof pair[1] === "string" && pair[1] !== "",
  );
  const query = new URLSearchParams(merged).toString();
  return query ? `/market?${query}` : "/market";
};
