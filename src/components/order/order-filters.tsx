import { hrefWith, type Params, textParam } from "@/components/list/address";
import { FilterBar } from "@/components/list/filter-bar";
import { LinkButton } from "@/components/ui/button";
import { statusOptions } from "@/core/status/status";
import type { Outputs } from "@/trpc/client";
import { orderWords as words } from "./words";

const named = (rows: readonly { id: string; name: string }[]) =>
  rows.map(({ id, name }) => ({ value: id, label: name }));

/** Filters of the list of orders; they live in the address. */
export function OrderFilters({
  choices,
  params,
}: {
  choices: Outputs["order"]["choices"];
  params: Params;
}) {
  return (
    <FilterBar
      label={words.filters}
      action="/orders"
      keep={{ import: textParam(params, "import") }}
      filters={[
        { kind: "search", name: "q", label: words.search, value: textParam(params, "q") },
        {
          kind: "select",
          name: "status",
          label: words.status,
          value: textParam(params, "status"),
          options: statusOptions("order"),
          all: words.allStates,
        },
        {
          kind: "select",
          name: "buyer",
          label: words.buyer,
          value: textParam(params, "buyer"),
          options: named(choices.buyers),
          all: words.allBuyers,
        },
        {
          kind: "select",
          name: "warehouse",
          label: words.warehouse,
          value: textParam(params, "warehouse"),
          options: named(choices.warehouses),
          all: words.allWarehouses,
        },
        {
          kind: "select",
          name: "currency",
          label: words.currency,
          value: textParam(params, "currency"),
          options: choices.currencies.map((currency) => ({ value: currency, label: currency })),
          all: words.allCurrencies,
        },
        { kind: "date", name: "from", label: words.from, value: textParam(params, "from") },
        { kind: "date", name: "to", label: words.to, value: textParam(params, "to") },
      ]}
      aside={
        <LinkButton icon="download" href={hrefWith("/api/exports/orders", params, {})}>
          {words.export}
        </LinkButton>
      }
    />
  );
}
