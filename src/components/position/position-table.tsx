import type { ReactNode } from "react";
import { DateText } from "@/components/date/date-text";
import { type Column, DataTable } from "@/components/list/data-table";
import { Money, moneyText } from "@/components/money/money";
import { rateText } from "@/components/rate/rate";
import { knownState } from "@/components/status/known-state";
import { Chip, StatusChip } from "@/components/status/status-chip";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { CalendarDate } from "@/core/dates/calendar-date";
import { byCurrency, type Currency, money } from "@/core/money";
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

const unbroken = (currency: Currency, minor: bigint): string =>
  moneyText(money(currency, minor)).replace(" ", "\u00a0");

const perCurrency = (
  page: PositionPage,
  draw: (currency: Currency, rows: PositionRow[]) => ReactNode,
) =>
  byCurrency(page.rows).map(([currency, rows]) => (
    <span key={currency} className="block">
      {draw(currency, rows)}
    </span>
  ));

/** The second line of a figure; breaks between words where room is short, never inside money. */
function Under({ children }: { children: ReactNode }) {
  return <span className="block text-sm font-normal whitespace-normal text-muted">{children}</span>;
}

/** A figure with the one it is a part of, or with its rate, below it; both have totals. */
const figureColumn =
  (page: PositionPage) =>
  (
    key: Figure,
    head: string,
    under: (row: PositionRow) => ReactNode,
    whole?: { key: Figure; words: (money: string) => string },
  ): Column<PositionRow> => {
    const sum = (rows: PositionRow[], figure: Figure) =>
      rows.reduce((total, row) => total + row[figure], 0n);
    return {
      key,
      head,
      align: "end",
      cell: (row) => (
        <span className="block">
          <Money size="row" value={money(row.currency, row[key])} />
          <Under>{under(row)}</Under>
        </span>
      ),
      total: perCurrency(page, (currency, rows) => (
        <>
          <Money size="row" value={money(currency, sum(rows, key))} />
          {whole && <Under>{whole.words(unbroken(currency, sum(rows, whole.key)))}</Under>}
        </>
      )),
    };
  };

const columnsOf = (page: PositionPage, today: CalendarDate): Column<PositionRow>[] => {
  const figure = figureColumn(page);
  return [
    {
      key: "reference",
      head: positionWords.receivable,
      card: "lead",
      cell: (row) => (
        <>
          <span className="whitespace-nowrap">{row.reference}</span>
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
    figure(
      "principal",
      positionWords.principal,
      (row) => {
        const own = unbroken(row.currency, row.units);
        return row.status === "submitted" ? positionWords.signed(own) : positionWords.ofFunded(own);
      },
      { key: "units", words: positionWords.ofFunded },
    ),
    figure("accrued", positionWords.accrued, ({ rateBps }) =>
      positionWords.aYear(rateText(rateBps)),
    ),
    figure(
      "paid",
      positionWords.paid,
      (row) => (
        <>
          {positionWords.ofExpected(unbroken(row.currency, row.expected))}
          {row.setAside > 0n && (
            <span className="block text-attention">
              {positionWords.setAside(unbroken(row.currency, row.setAside))}
            </span>
          )}
        </>
      ),
      { key: "expected", words: positionWords.ofExpected },
    ),
  ];
};
