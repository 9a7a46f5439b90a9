import { DateText } from "@/components/date/date-text";
import { type Column, DataTable } from "@/components/list/data-table";
import { Money } from "@/components/money/money";
import { StatusChip } from "@/components/status/status-chip";
import { EmptyState } from "@/components/ui/empty-state";
import type { CalendarDate } from "@/core/dates/calendar-date";
import { money } from "@/core/money";
import type { REPAYMENT_SORTS } from "@/core/repayment/repayment-filter";
import type { RepaymentList } from "./repayment-query";
import { repaymentWords as words } from "./words";

type Row = RepaymentList["rows"][number];
type Sort = { by: (typeof REPAYMENT_SORTS)[number]; descending: boolean };

type Props = {
  page: RepaymentList;
  today: CalendarDate;
  sort: Sort;
  sortHref: (by: Sort["by"], descending: boolean) => string;
};

type Figure = "amountDue" | "collected" | "open" | "principal";

const columnsOf = ({ page, today, sort, sortHref }: Props): Column<Row>[] => {
  const sorting = (by: Sort["by"]): Column<Row>["sort"] => ({
    href: sortHref(by, sort.by === by ? !sort.descending : by !== "due"),
    direction: sort.by === by ? (sort.descending ? "descending" : "ascending") : undefined,
  });
  const figure = (key: Figure, head: string, by?: Sort["by"]): Column<Row> => ({
    key,
    head,
    align: "end",
    sort: by && sorting(by),
    cell: (row) => <Money size="row" value={money(row.currency, row[key])} />,
    total: page.sums.map((sums) => (
      <span key={sums.currency} className="block">
        <Money size="row" value={money(sums.currency, sums[key])} />
      </span>
    )),
  });
  return [
    {
      key: "reference",
      head: words.receivable,
      card: "lead",
      cell: ({ reference, seller }) => (
        <>
          {reference}
          <span className="block text-sm font-normal text-muted">{words.from(seller)}</span>
        </>
      ),
    },
    { key: "buyer", head: words.buyer, cell: ({ buyer }) => buyer },
    {
      key: "state",
      head: words.state,
      cell: ({ state }) => <StatusChip subject="receivable" state={state} />,
    },
    {
      key: "due",
      head: words.due,
      sort: sorting("due"),
      cell: ({ dueDate, open }) => <DateText date={dueDate} today={today} due={open > 0n} />,
    },
    figure("amountDue", words.amountDue, "amount"),
    figure("collected", words.collected, "collected"),
    figure("open", words.open, "open"),
    figure("principal", words.principal),
  ];
};

/** Receivables under the filters with their totals per currency. */
export function RepaymentTable(props: Props) {
  const { page } = props;
  return (
    <DataTable<Row>
      caption={words.caption}
      rows={[...page.rows]}
      rowKey={({ id }) => id}
      rowHref={({ id }) => `/receivables/${id}`}
      columns={columnsOf(props)}
      totalLabel={words.totalOf(page.total)}
      empty={
        <EmptyState icon="receipt-text" title={words.empty}>
          {words.emptyHint}
        </EmptyState>
      }
    />
  );
}
