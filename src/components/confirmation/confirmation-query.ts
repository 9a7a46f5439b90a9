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

type Values = Readonly<Record<string, string | string[] | undefined>>;

const text = (values: Values, name: string): string | undefined => {
  const value = values[name];
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
};

const oneOf = <T extends string>(values: Values, name: string, allowed: readonly T[]) =>
  allowed.find((word) => word === values[name]);

const id = (values: Values, name: string): string | undefined => {
  const value = text(values, name);
  return value && /^[\w:.-]{1,64}$/.test(value) ? value : undefined;
};

const date = (values: Values, name: string): string | undefined => {
  const value = text(values, name);
  return value && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;
};

/** What the address of /confirmations asks for. */
export const confirmationParams = (
  values: Values,
): { show: ConfirmationShow; filter: ConfirmationFilter } => ({
  show: oneOf(values, "show", CONFIRMATION_SHOWS) ?? "all",
  filter: {
    sellerId: id(values, "seller"),
    currency: oneOf(values, "currency", CURRENCIES),
    search: text(values, "q")?.slice(0, 100),
  },
});

/** What the address of /history asks for. */
export const historyParams = (values: Values) => ({
  kind: oneOf(values, "kind", ["registration", "delivery"] as const),
  sellerId: id(values, "seller"),
  from: date(values, "from"),
  to: date(values, "to"),
  search: text(values, "q")?.slice(0, 100),
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
export const showHref = (values: Values, show: ConfirmationShow): string => {
  const query = new URLSearchParams();
  for (const name of ["q", "seller", "currency"]) {
    const value = text(values, name);
    if (value) query.set(name, value);
  }
  if (show !== "all") query.set("show", show);
  const words = query.toString();
  return words ? `/confirmations?${words}` : "/confirmations";
};
