import { DateText } from "@/components/date/date-text";
import { Hash } from "@/components/hash/hash";
import { type Column, DataTable } from "@/components/list/data-table";
import { Money } from "@/components/money/money";
import { type CalendarDate, parseCalendarDate } from "@/core/dates/calendar-date";
import { money } from "@/core/money";
import type { Debt } from "./debt-view";
import { paymentWords } from "./words";

type DocumentRow = Debt["documents"][number];

const dateOf = (text: string | null): CalendarDate | undefined =>
  text === null ? undefined : parseCalendarDate(text);

/** The invoices behind the debt, and the notice that the claim was assigned. */
export function DebtDocuments({ debt }: { debt: Debt }) {
  const { currency, documents, orderCount } = debt;
  const columns: Column<DocumentRow>[] = [
    { key: "number", head: paymentWords.document, card: "lead", cell: ({ number }) => number },
    {
      key: "issued",
      head: paymentWords.issued,
      cell: ({ issueDate }) => {
        const date = dateOf(issueDate);
        return date ? <DateText date={date} /> : "";
      },
    },
    { key: "order", head: paymentWords.order, cell: ({ orderNumber }) => orderNumber ?? "" },
    {
      key: "amount",
      head: paymentWords.documentAmount,
      align: "end",
      cell: ({ amountDue }) => <Money size="row" value={money(currency, amountDue)} />,
    },
  ];
  return (
    <>
      <DataTable
        caption={paymentWords.documents}
        columns={columns}
        rows={[...documents]}
        rowKey={({ number }) => number}
        bare
      />
      <div className="flex flex-wrap justify-between gap-2 p-4 text-sm text-muted">
        <span>
          {orderCount > documents.length && paymentWords.more(orderCount - documents.length)}
        </span>
        <span>
          {paymentWords.documents}{" "}
          <Hash
            value={debt.documentHash}
            what="document hash"
            href={`/verify?q=${debt.documentHash}`}
          />
        </span>
      </div>
    </>
  );
}
