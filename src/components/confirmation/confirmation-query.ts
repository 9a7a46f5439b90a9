import { dateParam, idParam, oneOf, type Params, textParam } from "@/components/list/address";
import { CURRENCIES, type Currency } from "@/core/money";
import type { Outputs } from "@/trpc/client";

export type RegistrationRow = Outputs["registration"]["awaiting"][number];

/** What the page of things to confirm can show. */
export const CONFIRMATION_SHOWS = ["all", "sign", "deliver", "hold"] as const;
export type ConfirmationShow = (typeof CONFIRMATION_SHOWS)[number];

export type ConfirmationFilter = {
  sellerId?: string;
  currency?: Currency;
  search?: string;
};

/** What the address of /confirmations asks for. */
export const confirmationParams = (
  params: Params,
): { show: ConfirmationShow; filter: ConfirmationFilter } => ({
  show: oneOf(params, "show", CONFIRMATION_SHOWS) ?? "all",
  filter: {
    sellerId: idParam(params, "seller"),
    currency: oneOf(params, "currency", CURRENCIES),
    search: textParam(params, "q"),
  },
});

/** What the address of /history asks for. */
export const historyParams = (params: Params) => ({
  kind: oneOf(params, "kind", ["registration", "delivery"] as const),
  sellerId: idParam(params, "seller"),
  from: dateParam(params, "from"),
  to: dateParam(params, "to"),
  search: textParam(params, "q"),
});

/** Registrations under the filters that deliveries have too; nearest end of validity first. */
export const narrowed = (
  rows: readonly RegistrationRow[],
  filter: ConfirmationFilter,
  sellers: readonly { id: string; name: string }[],
): RegistrationRow[] => {
  const seller = sellers.find(({ id: known }) => known === filter.sellerId)?.name;
  const wanted = filter.search?.toLowerCase();
  return rows
    .filter((row) => !filter.sellerId || row.seller === seller)
    .filter((row) => !filter.currency || row.currency === filter.currency)
    .filter((row) => !wanted || row.seller.toLowerCase().includes(wanted))
    .sort((left, right) => left.expiresAt.getTime() - right.expiresAt.getTime());
};

/** The same page with another tab; filters stay. */
export const showHref = (params: Params, show: ConfirmationShow): string => {
  const query = new URLSearchParams();
  for (const name of ["q", "seller", "currency"]) {
    const value = textParam(params, name);
    if (value) query.set(name, value);
  }
  if (show !== "all") query.set("show", show);
  const words = query.toString();
  return words ? `/confirmations?${words}` : "/confirmations";
};
