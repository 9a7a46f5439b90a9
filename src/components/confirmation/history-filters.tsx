import { FilterBar } from "@/components/list/filter-bar";
import { LinkButton } from "@/components/ui/button";
import type { historyParams } from "./confirmation-query";
import { historyWords as words } from "./words";

type Props = {
  filter: ReturnType<typeof historyParams>;
  sellers: readonly { id: string; name: string }[];
  exportHref: string;
};

/** Filters of the history, and the export of exactly what they show. */
export function HistoryFilters({ filter, sellers, exportHref }: Props) {
  return (
    <FilterBar
      label={words.filters}
      action="/history"
      filters={[
        { kind: "search", name: "q", label: words.search, value: filter.search },
        {
          kind: "select",
          name: "kind",
          label: words.kind,
          value: filter.kind,
          all: words.allKinds,
          options: Object.entries(words.kinds).map(([value, label]) => ({ value, label })),
        },
        {
          kind: "select",
          name: "seller",
          label: words.seller,
          value: filter.sellerId,
          all: words.allSellers,
          options: sellers.map(({ id, name }) => ({ value: id, label: name })),
        },
        { kind: "date", name: "from", label: words.from, value: filter.from },
        { kind: "date", name: "to", label: words.to, value: filter.to },
      ]}
      aside={
        <LinkButton icon="download" href={exportHref}>
          {words.export}
        </LinkButton>
      }
    />
  );
}
