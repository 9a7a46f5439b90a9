import { DateText } from "@/components/date/date-text";
import { DataTable } from "@/components/list/data-table";
import { figureText, Money } from "@/components/money/money";
import { knownState } from "@/components/status/known-state";
import { StatusChip } from "@/components/status/status-chip";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { CalendarDate } from "@/core/dates/calendar-date";
import type { Outputs } from "@/trpc/client";
import { SELECTION_FORM } from "./selection";
import { orderWords as words } from "./words";

type Page = Outputs["order"]["list"];
type Row = Page["rows"][number];

const sumsText = (sums: Page["sums"]) =>
  sums.map(({ currency, minor }) => (
    <span key={currency} className="block whitespace-nowrap">
      {currency} {figureText(minor)}
    </span>
  ));

/** Orders of the page with a total of all under the filter. */
export function OrderTable({ page }: { page: Page }) {
  return (
    <DataTable<Row>
      caption={words.caption}
      rows={[...page.rows]}
      rowKey={({ id }) => id}
      totalLabel={words.totalOf(page.total)}
      selection={{
        name: "order",
        form: SELECTION_FORM,
        label: ({ number }) => words.select(number),
      }}
      columns={[
        {
          key: "number",
          head: words.number,
          card: "lead",
          cell: ({ number, orderNumber }) => (
            <>
              <span className="font-medium">{number}</span>
              {orderNumber && orderNumber !== number && (
                <span className="block text-sm text-muted">{orderNumber}</span>
              )}
            </>
          ),
        },
        { key: "buyer", head: words.buyer, cell: ({ buyer }) => buyer },
        { key: "warehouse", head: words.warehouse, cell: ({ warehouse }) => warehouse },
        {
          key: "due",
          head: words.due,
          nowrap: true,
          cell: ({ dueDate }) => <DateText date={dueDate as CalendarDate} />,
        },
        {
          key: "status",
          head: words.status,
          nowrap: true,
          cell: ({ status }) => <StatusChip subject="order" state={knownState("order", status)} />,
        },
        {
          key: "receivable",
          head: words.receivable,
          nowrap: true,
          cell: ({ receivableId, reference }) =>
            receivableId && (
              <a href={`/receivables/${receivableId}`} className="link">
                {reference}
              </a>
            ),
        },
        {
          key: "amount",
          head: words.amount,
          align: "end",
          cell: ({ amountDue }) => <Money value={amountDue} />,
          total: sumsText(page.sums),
        },
      ]}
      empty={
        <EmptyState
          icon="package"
          title={words.none}
          action={<LinkButton href="/imports">{words.importMore}</LinkButton>}
        >
          {words.noneHint}
        </EmptyState>
      }
    />
  );
}
