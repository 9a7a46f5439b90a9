import Link from "next/link";
import { Moment } from "@/components/date/date-text";
import { type Column, DataTable } from "@/components/list/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import type { StopRow } from "@/ports/operations-views";

export type StopTableProps = { rows: readonly StopRow[] };

const columns: Column<StopRow>[] = [
  {
    key: "receivable",
    head: "Receivable",
    card: "lead",
    cell: ({ receivableId, reference }) => (
      <Link href={`/receivables/${receivableId}`} className="link">
        {reference ?? receivableId}
      </Link>
    ),
  },
  { key: "source", head: "Found by", cell: ({ source }) => source },
  {
    key: "reason",
    head: "Difference",
    cell: ({ reason }) => <span className="text-sm text-wrong wrap-anywhere">{reason}</span>,
  },
  { key: "since", head: "Since", nowrap: true, cell: ({ stoppedAt }) => <Moment at={stoppedAt} /> },
];

/** Receivables on which nothing is sent until the difference is gone. */
export function StopTable({ rows }: StopTableProps) {
  return (
    <DataTable
      caption="Stopped receivables"
      columns={columns}
      rows={[...rows]}
      rowKey={({ receivableId, source }) => `${receivableId}${source}`}
      empty={
        <EmptyState icon="shield-check" title="No receivable is stopped">
          A difference stops the receivable it is in, and nothing else.
        </EmptyState>
      }
    />
  );
}
