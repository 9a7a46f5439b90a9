import { DateText } from "@/components/date/date-text";
import { hrefWith, type Params } from "@/components/list/address";
import { type Column, DataTable } from "@/components/list/data-table";
import { figureText, Money, moneyText } from "@/components/money/money";
import { StatusChip } from "@/components/status/status-chip";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { CalendarDate } from "@/core/dates/calendar-date";
import { money } from "@/core/money";
import type { ReceivableSort } from "@/core/receivable/receivable-filter";
import type { OrganisationKind } from "@/core/scope/scope";
import type { Outputs } from "@/trpc/client";
import { receivableWords as words } from "./words";

type Page = Outputs["receivable"]["list"];
type Row = Page["rows"][number];
type Figure = "amountDue" | "funded" | "released" | "collected";

type Props = {
  page: Page;
  sort: ReceivableSort;
  params: Params;
  viewer: OrganisationKind;
};

const sumsOf = (page: Page, key: Figure) =>
  page.sums.map((sums) => (
    <span key={sums.currency} className="block whitespace-nowrap">
      {sums.currency} {figureText(sums[key])}
    </span>
  ));

const figureColumn = (page: Page, key: Figure, extra: Partial<Column<Row>> = {}): Column<Row> => ({
  key,
  head: words[key],
  align: "end",
  cell: (row) => <Money value={money(row.currency, row[key])} />,
  total: sumsOf(page, key),
  ...extra,
});

/** Sorting by a column; the same head again turns it around. */
const sorted = ({ sort, params }: Props, by: ReceivableSort["by"]) => {
  const here = sort.by === by;
  const up = here && sort.descending;
  const direction: "ascending" | "descending" = sort.descending ? "descending" : "ascending";
  return {
    href: hrefWith("/receivables", params, { sort: by, order: up ? "up" : "down" }),
    direction: here ? direction : undefined,
  };
};

const columnsFor = (props: Props): Column<Row>[] => {
  const { page, viewer } = props;
  const party: Column<Row>[] = [];
  if (viewer !== "seller")
    party.push({ key: "seller", head: words.seller, cell: ({ seller }) => seller });
  party.push({ key: "buyer", head: words.buyer, cell: ({ buyer }) => buyer });
  if (viewer === "platform")
    party.push({ key: "warehouse", head: words.warehouse, cell: ({ warehouse }) => warehouse });
  return [
    {
      key: "reference",
      head: words.reference,
      card: "lead",
      nowrap: true,
      cell: ({ reference }) => reference,
      total: words.totalOf(page.total),
    },
    ...party,
    {
      key: "state",
      head: words.status,
      nowrap: true,
      cell: ({ state }) => <StatusChip subject="receivable" state={state} />,
    },
    {
      key: "due",
      head: words.due,
      nowrap: true,
      cell: ({ dueDate }) => <DateText date={dueDate as CalendarDate} />,
      sort: sorted(props, "due"),
    },
    {
      key: "orders",
      head: words.orders,
      align: "end",
      cell: ({ orderCount }) => orderCount.toLocaleString("en"),
    },
    figureColumn(page, "amountDue", {
      sort: sorted(props, "amount"),
      cell: ({ currency, amountDue, diluted }) => (
        <>
          <Money value={money(currency, amountDue)} />
          {diluted > 0n && (
            <span className="block text-sm text-muted">
              {words.credited(moneyText(money(currency, diluted)))}
            </span>
          )}
        </>
      ),
    }),
    figureColumn(page, "released"),
    figureColumn(page, "collected"),
  ];
};

/** Receivables of the page, with totals of all under the filter. */
export function ReceivableTable(props: Props) {
  const { page, viewer } = props;
  return (
    <DataTable<Row>
      caption={words.caption}
      rows={[...page.rows]}
      rowKey={({ id }) => id}
      rowHref={({ id }) => `/receivables/${id}`}
      totalLabel={words.totalOf(page.total)}
      columns={columnsFor(props)}
      empty={
        <EmptyState
          icon="receipt-text"
          title={words.none}
          action={
            viewer === "seller" && (
              <LinkButton href="/orders?status=ready">{words.toOrders}</LinkButton>
            )
          }
        >
          {words.noneHint}
        </EmptyState>
      }
    />
  );
}
