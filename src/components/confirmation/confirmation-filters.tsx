import { FilterBar } from "@/components/list/filter-bar";
import { CURRENCIES } from "@/core/money";
import type { ConfirmationFilter, ConfirmationShow } from "./confirmation-query";
import { confirmationWords as words } from "./words";

type Props = {
  filter: ConfirmationFilter;
  show: ConfirmationShow;
  sellers: readonly { id: string; name: string }[];
};

/** Filters of what waits; they live in the address. */
export function ConfirmationFilters({ filter, show, sellers }: Props) {
  return (
    <FilterBar
      label={words.filters}
      action="/confirmations"
      keep={{ show: show === "all" ? undefined : show }}
      filters={[
        { kind: "search", name: "q", label: words.search, value: filter.search },
        {
          kind: "select",
          name: "seller",
          label: words.seller,
          value: filter.sellerId,
          all: words.allSellers,
          options: sellers.map(({ id, name }) => ({ value: id, label: name })),
        },
        {
          kind: "select",
          name: "currency",
          label: words.currency,
          value: filter.currency,
          all: words.allCurrencies,
          options: CURRENCIES.map((currency) => ({ value: currency, label: currency })),
        },
      ]}
    />
  );
}
