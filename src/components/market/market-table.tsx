import { DateText } from "@/components/date/date-text";
import { type Column, DataTable } from "@/components/list/data-table";
import { Money, moneyText } from "@/components/money/money";
import { Rate, rateText } from "@/components/rate/rate";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { CalendarDate } from "@/core/dates/calendar-date";
import type { MarketSort } from "@/core/market/market-filters";
import { money } from "@/core/money";
import { Evidence } from "./evidence";
import { HistoryLine } from "./history-line";
import type { MarketPage, MarketParty, MarketRow } from "./market-page";
import { type MarketParams, marketFilters, marketHref } from "./market-query";
import { dueSourceText, marketWords } from "./words";

type Props = { page: MarketPage; params: MarketParams; today: CalendarDate };

/** Open offers: what is worth funding, and why should I believe it? */
export function MarketTable({ page, params, today }: Props) {
  const filtered = Object.keys(params).some((name) => name !== "sort" && name !== "page");
  return (
    <DataTable
      caption={marketWords.caption}
      columns={columnsOf({ page, params, today })}
      rows={[...page.rows]}
      rowKey={({ receivableId }) => receivableId}
      rowHref={({ receivableId }) => `/receivables/${receivableId}`}
      totalLabel={marketWords.total(page.count)}
      empty={
        <EmptyState
          icon="scale"
          title={filtered ? marketWords.empty : marketWords.emptyNone}
          action={filtered && <LinkButton href="/market">{marketWords.clear}</LinkButton>}
        >
          {filtered ? marketWords.emptyHint : marketWords.emptyNoneHint}
        </EmptyState>
      }
    />
  );
}

const sortOf = (params: MarketParams, sort: MarketSort): Column<MarketRow>["sort"] => {
  const filters = marketFilters(params);
  const current = filters.sort === sort;
  const descending = current ? !filters.descending : sort !== "due" && sort !== "tenor";
  return {
    href: marketHref(params, { sort: `${descending ? "-" : ""}${sort}`, page: undefined }),
    direction: current ? (filters.descending ? "descending" : "ascending") : undefined,
  };
};

const columnsOf = ({ page, params, today }: Props): Column<MarketRow>[] => [
  {
    key: "receivable",
    head: marketWords.receivable,
    card: "lead",
    nowrap: true,
    sort: sortOf(params, "offered"),
    cell: (row) => (
      <>
        {row.reference}
        <span className="block text-sm font-normal text-muted">
          {marketWords.orders(row.orderCount)}
        </span>
      </>
    ),
  },
  { key: "buyer", head: marketWords.buyer, cell: ({ buyer }) => <Counterparty party={buyer} /> },
  {
    key: "seller",
    head: marketWords.seller,
    cell: ({ seller }) => <Counterparty party={seller} />,
  },
  { key: "evidence", head: marketWords.evidence, cell: (row) => <Evidence row={row} /> },
  {
    key: "left",
    head: marketWords.left,
    align: "end",
    sort: sortOf(params, "left"),
    cell: (row) => <LeftOf row={row} />,
    total: page.totals.map(({ currency, left }) => (
      <span key={currency} className="block">
        <Money size="row" value={money(currency, left)} />
      </span>
    )),
  },
  {
    key: "amount",
    head: marketWords.amountDue,
    align: "end",
    cell: (row) => <Money size="row" value={money(row.currency, row.amountDue)} />,
  },
  {
    key: "rate",
    head: marketWords.rate,
    align: "end",
    nowrap: true,
    sort: sortOf(params, "rate"),
    cell: ({ rateBps }) => <Rate bps={rateBps} />,
  },
  {
    key: "due",
    head: marketWords.due,
    sort: sortOf(params, "due"),
    cell: (row) => (
      <DateText
        date={row.dueDate as CalendarDate}
        today={today}
        due
        source={dueSourceText(row.dueDateSource)}
      />
    ),
  },
];

function Counterparty({ party }: { party: MarketParty }) {
  return (
    <span className="block min-w-36">
      {party.name}
      <HistoryLine history={party.history} />
      {party.shareBps > 0 && (
        <span className="block text-sm whitespace-nowrap text-muted">
          {marketWords.exposureOf(rateText(party.shareBps))}
        </span>
      )}
    </span>
  );
}

function LeftOf({ row }: { row: MarketRow }) {
  return (
    <span className="block">
      <Money size="row" strong value={money(row.currency, row.left)} />
      <span className="block text-sm whitespace-nowrap text-muted">
        {marketWords.ofWanted(moneyText(money(row.currency, row.wanted)))}
      </span>
    </span>
  );
}
