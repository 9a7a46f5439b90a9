import type { ReactNode } from "react";
import { DateText } from "@/components/date/date-text";
import { type Column, DataTable } from "@/components/list/data-table";
import { Money } from "@/components/money/money";
import { rateText } from "@/components/rate/rate";
import { knownState } from "@/components/status/known-state";
import { Chip, StatusChip } from "@/components/status/status-chip";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { CalendarDate } from "@/core/dates/calendar-date";
import { money } from "@/core/money";
import type { PositionPage, PositionRow } from "./position-page";
import { positionWords, submittedChip } from "./words";

type Props = { page: PositionPage; today: CalendarDate; filtered: boolean };

/** Positions with their totals; an order that is not executed stands among them in its own state. */
export function PositionTable({ page, today, filtered }: Props) {
  return (
    <DataTable
      caption={positionWords.caption}
      columns={columnsOf(page, today)}
      rows={[...page.rows]}
      rowKey={(row) => `${row.receivableId}:${row.status}:${row.fundedAt?.getTime() ?? 0}`}
      rowHref={({ receivableId }) => `/receivables/${receivableId}`}
      totalLabel={positionWords.total(page.rows.length)}
      empty={
        <EmptyState
          icon="hand-coins"
          title={filtered ? positionWords.emptyState : positionWords.empty}
          action={<LinkButton href="/market">{positionWords.market}</LinkButton>}
        >
          {positionWords.emptyHint}
        </EmptyState>
      }
    />
  );
}

/** The state a person sees: late money is called so, whatever the chain calls the rest. */
function PositionStatus({ row }: { row: PositionRow }) {
  if (row.status === "submitted")
    return (
      <Chip tone={submittedChip.tone} word={submittedChip.word} title={submittedChip.meaning} />
    );
  const late = row.status === "released" && row.bucket !== "notDue";
  return (
    <StatusChip
      subject="receivable"
      state={late ? "overdue" : knownState("receivable", row.status)}
    />
  );
}

type Figure = "units" | "principal" | "accrued" | "expected" | "paid";

const figureColumn =
  (page: PositionPage) =>
  (key: Figure, head: string, under?: (row: PositionRow) => ReactNode): Column<PositionRow> => ({
    key,
    head,
    align: "end",
    cell: (row) => (
      <span className="block">
        <Money size="row" value={money(row.currency, row[key])} />
        {under && <span className="block text-sm whitespace-nowrap text-muted">{under(row)}</span>}
      </span>
    ),
    total: [...Map.groupBy(page.rows, ({ currency }) => currency)].map(([currency, rows]) => (
      <span key={currency} className="block">
        <Money
          size="row"
          value={money(
            currency,
            rows.reduce((sum, row) => sum + row[key], 0n),
          )}
        />
      </span>
    )),
  });

const columnsOf = (page: PositionPage, today: CalendarDate): Column<PositionRow>[] => {
  const figure = figureColumn(page);
  return [
    {
      key: "reference",
      head: positionWords.receivable,
      card: "lead",
      nowrap: true,
      cell: (row) => (
        <>
          {row.reference}
          <span className="block text-sm font-normal text-muted">
            {positionWords.seller(row.sellerName)}
          </span>
        </>
      ),
    },
    { key: "buyer", head: positionWords.buyer, cell: ({ buyerName }) => buyerName },
    { key: "status", head: positionWords.status, cell: (row) => <PositionStatus row={row} /> },
    {
      key: "due",
      head: positionWords.due,
      cell: (row) => (
        <DateText date={row.dueDate} today={today} due={row.principal > 0n || row.units === 0n} />
      ),
    },
    figure("units", positionWords.units, (row) =>
      row.status === "submitted" ? null : positionWords.share(rateText(row.shareBps)),
    ),
    figure("principal", positionWords.principal),
    figure("accrued", positionWords.accrued, ({ rateBps }) => rateText(rateBps)),
    figure("expected", positionWords.expected),
    figure("paid", positionWords.paid),
  ];
};
