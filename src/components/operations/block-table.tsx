import { Moment } from "@/components/date/date-text";
import { Hash } from "@/components/hash/hash";
import { type Column, DataTable } from "@/components/list/data-table";
import { Chip } from "@/components/status/status-chip";
import { EmptyState } from "@/components/ui/empty-state";
import type { BlockRow } from "@/ports/operations-views";

type Row = BlockRow & { readonly final: boolean };

export type BlockTableProps = { rows: readonly BlockRow[]; finalNumber: number | null };

const columns: Column<Row>[] = [
  {
    key: "number",
    head: "Block",
    card: "lead",
    cell: ({ number }) => <span className="figures">{number}</span>,
  },
  { key: "hash", head: "Hash", cell: ({ hash }) => <Hash value={hash} what="block hash" /> },
  { key: "at", head: "Made", nowrap: true, cell: ({ blockAt }) => <Moment at={blockAt} seconds /> },
  {
    key: "facts",
    head: "Facts of ours",
    align: "end",
    cell: ({ facts }) => <span className="figures">{facts}</span>,
  },
  {
    key: "grade",
    head: "Grade",
    cell: ({ final }) => <Chip tone={final ? "fine" : "active"} word={final ? "Final" : "Seen"} />,
  },
];

/** The newest blocks as the index holds them. */
export function BlockTable({ rows, finalNumber }: BlockTableProps) {
  return (
    <DataTable
      caption="Newest blocks"
      columns={columns}
      rows={rows.map((row) => ({
        ...row,
        final: finalNumber !== null && row.number <= finalNumber,
      }))}
      rowKey={({ hash }) => hash}
      empty={
        <EmptyState icon="activity" title="No block told yet">
          The worker begins at the block in which the contracts were deployed.
        </EmptyState>
      }
    />
  );
}
