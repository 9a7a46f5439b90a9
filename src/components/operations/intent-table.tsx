import Link from "next/link";
import { Moment } from "@/components/date/date-text";
import { Hash } from "@/components/hash/hash";
import { type Column, DataTable } from "@/components/list/data-table";
import { StatusChip } from "@/components/status/status-chip";
import { EmptyState } from "@/components/ui/empty-state";
import { kindWords } from "@/core/intent/kind-words";
import type { IntentRow } from "@/ports/operations-views";
import { RetryButton } from "./retry-button";

type Row = IntentRow & { readonly retryable: boolean };

export type IntentTableProps = { rows: readonly Row[]; empty: string };

const columns: Column<Row>[] = [
  {
    key: "kind",
    head: "Chain write",
    card: "lead",
    cell: ({ kind, error }) => (
      <div className="min-w-0">
        <span className="font-medium">{kindWords[kind]}</span>
        {error && (
          <p className="text-sm text-wrong text-pretty">
            {error.says} <span className="text-muted">({error.code})</span>
          </p>
        )}
      </div>
    ),
  },
  {
    key: "receivable",
    head: "Receivable",
    cell: ({ receivableId, reference }) =>
      receivableId ? (
        <Link className="link" href={`/receivables/${receivableId}`}>
          {reference ?? "unknown here"}
        </Link>
      ) : (
        "none"
      ),
  },
  {
    key: "status",
    head: "State",
    cell: ({ status }) => <StatusChip subject="intent" state={status} />,
  },
  {
    key: "transaction",
    head: "Transaction",
    cell: ({ txHash, attempts }) =>
      txHash ? (
        <>
          <Hash value={txHash} what="transaction" />
          {attempts > 1 && <span className="text-sm text-muted"> {attempts} attempts</span>}
        </>
      ) : (
        "not sent"
      ),
  },
  {
    key: "updated",
    head: "Last change",
    nowrap: true,
    cell: ({ updatedAt }) => <Moment at={updatedAt} seconds />,
  },
  {
    key: "retry",
    head: "Second try",
    cell: ({ id, kind, status, retryable }) => {
      if (retryable) return <RetryButton intentId={id} what={kindWords[kind]} />;
      return status === "failed" ? "for its author" : "not needed";
    },
  },
];

/** Wanted chain writes with what became of them and, where they failed, why. */
export function IntentTable({ rows, empty }: IntentTableProps) {
  return (
    <DataTable
      caption="Chain writes"
      columns={columns}
      rows={[...rows]}
      rowKey={({ id }) => id}
      empty={
        <EmptyState icon="send" title={empty}>
          Every decision that changes the chain is stored here first, then signed, sent and watched
          until it is final.
        </EmptyState>
      }
    />
  );
}
