import { Moment } from "@/components/date/date-text";
import { type Column, DataTable } from "@/components/list/data-table";
import { Money } from "@/components/money/money";
import { Chip } from "@/components/status/status-chip";
import { EmptyState } from "@/components/ui/empty-state";
import type { Currency } from "@/core/money";
import type { LedgerStand } from "@/ports/operations-views";

export type LedgerTableProps = { stands: readonly LedgerStand[] };

type Row = {
  readonly key: string;
  readonly currency: Currency;
  readonly what: string;
  readonly other: string;
  readonly ledger: bigint;
  readonly against: bigint;
  readonly whole: boolean;
};

const partWords: Readonly<Record<string, { what: string; other: string }>> = {
  "contract-cash": { what: "held by the contract", other: "chain" },
  "collection-cash": { what: "in collection accounts", other: "chain" },
  "in-transit": { what: "on the way, unexplained", other: "nought" },
  escrow: { what: "escrow", other: "read model" },
  advance: { what: "principal at work", other: "read model" },
};

const isNought = (stand: LedgerStand): boolean =>
  stand.parts.every(({ ledger, other }) => ledger === 0n && other === 0n);

/** A currency in which nothing stands is one line. */
const rowsOf = (stand: LedgerStand): Row[] => [
  {
    key: stand.currency,
    currency: stand.currency,
    what: "all coin under the contracts",
    other: "chain",
    ledger: stand.ledger,
    against: stand.chain,
    whole: true,
  },
  ...(isNought(stand) ? [] : stand.parts).map((part) => ({
    key: `${stand.currency}-${part.name}`,
    currency: stand.currency,
    what: partWords[part.name]?.what ?? part.name,
    other: partWords[part.name]?.other ?? "other side",
    ledger: part.ledger,
    against: part.other,
    whole: false,
  })),
];

const columns: Column<Row>[] = [
  {
    key: "what",
    head: "Figure",
    card: "lead",
    cell: ({ currency, what, whole }) => (
      <span className={whole ? "font-semibold" : "ps-3 text-muted max-sm:ps-0"}>
        {currency} {what}
      </span>
    ),
  },
  {
    key: "ledger",
    head: "Ledger",
    align: "end",
    cell: ({ currency, ledger, whole }) => (
      <Money bare size="row" strong={whole} value={{ currency, minor: ledger }} />
    ),
  },
  {
    key: "against",
    head: "Other side",
    align: "end",
    cell: ({ currency, against, whole }) => (
      <Money bare size="row" strong={whole} value={{ currency, minor: against }} />
    ),
  },
  { key: "other", head: "Compared with", cell: ({ other }) => other },
  {
    key: "difference",
    head: "Difference",
    align: "end",
    cell: ({ currency, ledger, against }) =>
      ledger === against ? (
        <Chip tone="fine" word="0" />
      ) : (
        <span className="font-semibold text-wrong">
          <Money bare signed size="row" value={{ currency, minor: ledger - against }} />
        </span>
      ),
  },
];

/** Ledger against chain and read model, currency by currency and part by part; every difference must be 0. */
export function LedgerTable({ stands }: LedgerTableProps) {
  const [first] = stands;
  return (
    <>
      <DataTable
        caption="Ledger compared with the chain"
        columns={columns}
        rows={stands.flatMap(rowsOf)}
        rowKey={({ key }) => key}
        empty={
          <EmptyState icon="scale" title="Nothing compared yet">
            The first comparison appears when a worker has told the first block.
          </EmptyState>
        }
      />
      {first && (
        <p className="mt-2 text-sm text-muted">
          Compared at block {first.blockNumber}, <Moment at={first.comparedAt} seconds />.
        </p>
      )}
    </>
  );
}
