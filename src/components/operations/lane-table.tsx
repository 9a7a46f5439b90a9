import { Moment } from "@/components/date/date-text";
import { Hash } from "@/components/hash/hash";
import { type Column, DataTable } from "@/components/list/data-table";
import { Chip } from "@/components/status/status-chip";
import { EmptyState } from "@/components/ui/empty-state";
import type { LaneRow } from "@/ports/operations-views";

export type LaneTableProps = { rows: readonly LaneRow[] };

const columns: Column<LaneRow>[] = [
  { key: "label", head: "Key", card: "lead", cell: ({ label }) => label },
  {
    key: "signer",
    head: "Address",
    cell: ({ signer }) => <Hash value={signer} what="address" />,
  },
  {
    key: "nonce",
    head: "Next nonce",
    align: "end",
    cell: ({ nextNonce }) => <span className="figures">{nextNonce}</span>,
  },
  {
    key: "underWay",
    head: "Under way",
    align: "end",
    cell: ({ underWay }) => <span className="figures">{underWay}</span>,
  },
  {
    key: "state",
    head: "State",
    cell: ({ haltedAt, haltReason }) =>
      haltedAt ? (
        <div>
          <Chip tone="wrong" word="Stopped" />
          <p className="mt-1 text-sm text-wrong text-pretty">
            {haltReason} Since <Moment at={haltedAt} />.
          </p>
        </div>
      ) : (
        <Chip tone="fine" word="Runs" />
      ),
  },
];

/** The keys the platform sends with, one line of nonces each. */
export function LaneTable({ rows }: LaneTableProps) {
  return (
    <DataTable
      caption="Sending keys"
      columns={columns}
      rows={[...rows]}
      rowKey={({ signer }) => signer}
      empty={
        <EmptyState icon="send" title="No sending keys yet">
          The worker makes them at its first start.
        </EmptyState>
      }
    />
  );
}
