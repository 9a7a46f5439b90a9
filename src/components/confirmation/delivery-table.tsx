import { DateText } from "@/components/date/date-text";
import type { DeliveryListView } from "@/components/delivery/delivery-view";
import { type Column, DataTable } from "@/components/list/data-table";
import { figureText, Money } from "@/components/money/money";
import { Chip, StatusChip } from "@/components/status/status-chip";
import type { CalendarDate } from "@/core/dates/calendar-date";
import { calendarDateAt, HONG_KONG_OFFSET_SECONDS } from "@/core/dates/day-count";
import { money } from "@/core/money";
import { confirmationWords as words } from "./words";

type Row = DeliveryListView["rows"][number];
type Props = { view: DeliveryListView; kind: "deliver" | "hold"; today: CalendarDate };

/** Whether lenders' money rests on the goods, or the orders are only pledged. */
function StockChip({ state }: { state: Row["state"] }) {
  return state === "registered" || state === "offered" ? (
    <Chip tone="info" word={words.pledged} title={words.pledgedHint} />
  ) : (
    <Chip tone="attention" word={words.held} title={words.heldHint} />
  );
}

const columnsOf = ({ view, kind, today }: Props): Column<Row>[] => [
  {
    key: "reference",
    head: words.receivable,
    card: "lead",
    cell: ({ reference }) => reference,
  },
  {
    key: "orders",
    head: words.orders,
    cell: ({ orders, orderNumbers }) => (
      <>
        {orderNumbers.join(", ")}
        {orders > orderNumbers.length && (
          <span className="text-muted">
            {" "}
            +{(orders - orderNumbers.length).toLocaleString("en")}
          </span>
        )}
      </>
    ),
  },
  { key: "seller", head: words.seller, cell: ({ seller }) => seller },
  { key: "buyer", head: words.buyer, cell: ({ buyer }) => buyer },
  kind === "hold"
    ? { key: "stock", head: words.stock, cell: ({ state }) => <StockChip state={state} /> }
    : {
        key: "status",
        head: words.status,
        cell: ({ state, disputed }) => (
          <StatusChip subject="receivable" state={disputed ? "disputed" : state} />
        ),
      },
  {
    key: "deliverBy",
    head: words.deliverBy,
    cell: ({ deliverBy }) =>
      deliverBy ? (
        <DateText
          date={calendarDateAt(deliverBy, HONG_KONG_OFFSET_SECONDS)}
          today={today}
          due={kind === "deliver"}
        />
      ) : (
        <span className="text-muted">{words.noDeadline}</span>
      ),
  },
  {
    key: "confirmed",
    head: words.confirmed,
    align: "end",
    cell: ({ currency, confirmed }) => <Money size="row" value={money(currency, confirmed)} />,
  },
  {
    key: "amount",
    head: words.sum,
    align: "end",
    cell: ({ currency, amountDue }) => <Money size="row" value={money(currency, amountDue)} />,
    total: view.sums.map(({ currency, amountDue }) => (
      <span key={currency} className="block whitespace-nowrap">
        {currency} {figureText(amountDue)}
      </span>
    )),
  },
];

/** Receivables of the warehouse, oldest deadline first. */
export function DeliveryTable(props: Props) {
  const { view, kind } = props;
  return (
    <DataTable<Row>
      caption={kind === "hold" ? words.holdTitle : words.deliverTitle}
      rows={[...view.rows]}
      rowKey={({ id }) => id}
      rowHref={({ id }) => (kind === "hold" ? `/receivables/${id}` : `/confirmations/${id}`)}
      columns={columnsOf(props)}
      totalLabel={
        kind === "hold" ? words.totalReceivables(view.total) : words.totalDeliveries(view.total)
      }
    />
  );
}
