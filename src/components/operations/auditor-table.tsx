import { Moment } from "@/components/date/date-text";
import { type Column, DataTable } from "@/components/list/data-table";
import { Chip } from "@/components/status/status-chip";
import { EmptyState } from "@/components/ui/empty-state";
import type { AuditorStand } from "@/ports/operations-views";

export type AuditorTableProps = { stand: AuditorStand | null };

type Row = AuditorStand["verdicts"][number];

const columns: Column<Row>[] = [
  {
    key: "invariant",
    head: "Promise",
    card: "lead",
    cell: ({ invariant, says }) => (
      <span className="text-pretty">
        <span className="font-semibold">{invariant}</span> {says}
      </span>
    ),
  },
  {
    key: "checked",
    head: "Looked at",
    align: "end",
    cell: ({ checked }) => <span className="figures">{checked.toLocaleString("en")}</span>,
  },
  {
    key: "status",
    head: "Differences",
    cell: ({ total, differences }) =>
      total === 0 ? (
        <Chip tone="fine" word="0" />
      ) : (
        <div className="flex flex-col gap-1">
          <Chip tone="wrong" word={total.toLocaleString("en")} />
          {differences.map(({ table, row, says, expected, found }) => (
            <p key={`${table}${row}${says}`} className="text-sm text-wrong wrap-anywhere">
              {table} {row}: {says}; expected {expected}, found {found}
            </p>
          ))}
        </div>
      ),
  },
];

/** What the independent auditor found at its latest run, promise by promise and row by row. */
export function AuditorTable({ stand }: AuditorTableProps) {
  return (
    <>
      <DataTable
        caption="Latest run of the independent auditor"
        columns={columns}
        rows={[...(stand?.verdicts ?? [])]}
        rowKey={({ invariant }) => invariant}
        empty={
          <EmptyState icon="scale" title="Not audited yet">
            It looks a minute after the start, then every hour; npm run auditor looks at once.
          </EmptyState>
        }
      />
      {stand && (
        <p className="mt-2 text-sm text-muted">
          Judged at final block {stand.blockNumber}, <Moment at={stand.auditedAt} seconds />.
        </p>
      )}
    </>
  );
}
