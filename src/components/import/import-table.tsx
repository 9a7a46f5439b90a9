import { Moment } from "@/components/date/date-text";
import { DataTable } from "@/components/list/data-table";
import { Chip, StatusChip } from "@/components/status/status-chip";
import { EmptyState } from "@/components/ui/empty-state";
import type { ShownImportState } from "@/core/import/import-state";
import { importWords as words } from "./words";

export type ImportTableRow = {
  id: string;
  fileName: string;
  status: ShownImportState;
  documents: number;
  orders: number;
  createdAt: Date;
};

/** Where an import stands; a file that could not be read, or not yet, is its own state. */
export function ImportChip({ status }: { status: ImportTableRow["status"] }) {
  if (status === "unreadable") return <Chip tone="wrong" word={words.unreadable} />;
  if (status === "unmapped")
    return <Chip tone="attention" word={words.unmapped} title={words.unmappedHint} />;
  return <StatusChip subject="import" state={status} />;
}

/** Uploaded files, newest first. */
export function ImportTable({ rows }: { rows: readonly ImportTableRow[] }) {
  return (
    <DataTable<ImportTableRow>
      caption={words.listCaption}
      rows={[...rows]}
      rowKey={({ id }) => id}
      rowHref={({ id }) => `/imports/${id}`}
      columns={[
        { key: "file", head: words.file, cell: ({ fileName }) => fileName, card: "lead" },
        { key: "state", head: words.state, cell: ({ status }) => <ImportChip status={status} /> },
        {
          key: "documents",
          head: words.documents,
          align: "end",
          cell: ({ documents }) => documents.toLocaleString("en"),
        },
        {
          key: "orders",
          head: words.saved,
          align: "end",
          cell: ({ orders }) => orders.toLocaleString("en"),
        },
        {
          key: "at",
          head: words.uploadedAt,
          nowrap: true,
          cell: ({ createdAt }) => <Moment at={createdAt} />,
        },
      ]}
      empty={
        <EmptyState icon="upload" title={words.none}>
          {words.noneHint}
        </EmptyState>
      }
    />
  );
}
