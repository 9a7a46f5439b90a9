import { DateText } from "@/components/date/date-text";
import { DataTable } from "@/components/list/data-table";
import { Pager } from "@/components/list/pager";
import { Money } from "@/components/money/money";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/field";
import { Section } from "@/components/ui/section";
import type { CalendarDate } from "@/core/dates/calendar-date";
import type { Outputs } from "@/trpc/client";
import { receivableWords as words } from "./words";

type Orders = Outputs["receivable"]["orders"];
type Row = Orders["rows"][number];

type Props = {
  receivableId: string;
  orders: Orders;
  search: string | undefined;
  page: number;
  pageSize: number;
};

/** The orders behind a receivable, page by page, each with its own proof. */
export function OrdersSection({ receivableId, orders, search, page, pageSize }: Props) {
  const path = `/receivables/${receivableId}`;
  const hrefFor = (number: number) => {
    const query = new URLSearchParams({
      page: String(number),
      ...(search ? { order: search } : {}),
    });
    return `${path}?${query}#orders`;
  };
  return (
    <Section
      id="orders"
      title={words.ordersTitle}
      sentence={words.ordersSentence}
      frame="none"
      action={
        (orders.total > pageSize || search) && (
          <form action={`${path}#orders`} className="flex gap-2">
            <Input
              type="search"
              name="order"
              defaultValue={search}
              aria-label={words.searchOrder}
              placeholder={words.searchOrder}
            />
            <Button type="submit">{words.findOrder}</Button>
          </form>
        )
      }
    >
      <DataTable<Row>
        caption={words.ordersCaption}
        rows={[...orders.rows]}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "number",
            head: words.orderNumber,
            card: "lead",
            cell: ({ number }) => <span className="font-medium">{number}</span>,
          },
          {
            key: "issued",
            head: words.issued,
            nowrap: true,
            cell: ({ issueDate }) => issueDate && <DateText date={issueDate as CalendarDate} />,
          },
          {
            key: "proof",
            head: words.proof,
            nowrap: true,
            cell: ({ id, number }) => (
              <a
                href={`/api/exports/order-proof?receivable=${receivableId}&order=${id}`}
                className="link"
                aria-label={`${words.downloadProof}: ${number}`}
              >
                {words.downloadProof}
              </a>
            ),
          },
          {
            key: "amount",
            head: words.amountDue,
            align: "end",
            cell: ({ amountDue }) => <Money value={amountDue} />,
          },
        ]}
      />
      <Pager page={page} pageSize={pageSize} total={orders.total} href={hrefFor} />
    </Section>
  );
}
