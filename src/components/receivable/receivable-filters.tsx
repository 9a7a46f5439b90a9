import { hrefWith, type Params, textParam } from "@/components/list/address";
import { FilterBar } from "@/components/list/filter-bar";
import { LinkButton } from "@/components/ui/button";
import { CURRENCIES } from "@/core/money";
import { SHOWN_STATES } from "@/core/receivable/receivable-filter";
import { statusEntry } from "@/core/status/status";
import { receivableWords as words } from "./words";

/** Filters of the list of receivables; they live in the address. */
export function ReceivableFilters({ params }: { params: Params }) {
  return (
    <FilterBar
      label={words.filters}
      action="/receivables"
      keep={{
        sort: textParam(params, "sort"),
        order: textParam(params, "order"),
        buyer: textParam(params, "buyer"),
        seller: textParam(params, "seller"),
      }}
      filters={[
        { kind: "search", name: "q", label: words.search, value: textParam(params, "q") },
        {
          kind: "select",
          name: "status",
          label: words.status,
          value: textParam(params, "status"),
          options: SHOWN_STATES.map((state) => ({
            value: state,
            label: statusEntry("receivable", state).word,
          })),
          all: words.allStates,
        },
        {
          kind: "select",
          name: "currency",
          label: words.currency,
          value: textParam(params, "currency"),
          options: CURRENCIES.map((currency) => ({ value: currency, label: currency })),
          all: words.allCurrencies,
        },
        { kind: "date", name: "from", label: words.from, value: textParam(params, "from") },
        { kind: "date", name: "to", label: words.to, value: textParam(params, "to") },
      ]}
      aside={
        <LinkButton icon="download" href={hrefWith("/api/exports/receivables", params, {})}>
          {words.export}
        </LinkButton>
      }
    />
  );
}
