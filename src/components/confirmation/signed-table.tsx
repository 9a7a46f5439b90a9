import { Moment } from "@/components/date/date-text";
import { Hash } from "@/components/hash/hash";
import { type Column, DataTable } from "@/components/list/data-table";
import { Money } from "@/components/money/money";
import { Chip } from "@/components/status/status-chip";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { money } from "@/core/money";
import type { Outputs } from "@/trpc/client";
import { signedEntry, signedWhat } from "./signed-words";
import { confirmationWords, historyWords as words } from "./words";

export type SignedRow = Outputs["delivery"]["signed"]["rows"][number];

function SignedChip({ row }: { row: SignedRow }) {
  const { tone, word, meaning } = signedEntry(row);
  return <Chip tone={tone} word={word} title={meaning} />;
}

const columns: Column<SignedRow>[] = [
  {
    key: "what",
    head: words.kind,
    card: "lead",
    cell: (row) => <span className="font-medium">{signedWhat(row)}</span>,
  },
  { key: "at", head: words.at, nowrap: true, cell: ({ at }) => <Moment at={at} /> },
  {
    key: "subject",
    head: words.subject,
    cell: ({ receivableId, reference, receivables }) =>
      receivableId && reference ? (
        <a href={`/receivables/${receivableId}`} className="link">
          {reference}
        </a>
      ) : (
        words.receivables(receivables)
      ),
  },
  { key: "seller", head: words.seller, cell: ({ seller }) => seller },
  {
    key: "status",
    head: words.status,
    cell: (row) => (
      <>
        <SignedChip row={row} />
        {row.reason && <span className="block text-sm text-muted">{row.reason}</span>}
      </>
    ),
  },
  {
    key: "proof",
    head: words.proof,
    cell: ({ txHash, blockNumber, evidenceHash }) => (
      <span className="flex flex-col text-sm">
        {txHash ? (
          <span>
            <Hash value={txHash} what="transaction" href={`/verify?q=${txHash}`} bare />{" "}
            {blockNumber !== null && (
              <span className="whitespace-nowrap text-muted">{words.inBlock(blockNumber)}</span>
            )}
          </span>
        ) : null}
        {evidenceHash && (
          <span className="text-muted">
            {words.evidence} <Hash value={evidenceHash} what="evidence hash" bare />
          </span>
        )}
      </span>
    ),
  },
  {
    key: "amount",
    head: words.amount,
    align: "end",
    cell: ({ currency, amount }) => <Money size="row" value={money(currency, amount)} />,
  },
];

/** What the warehouse signed or declined, newest first. */
export function SignedTable({ rows, filtered }: { rows: readonly SignedRow[]; filtered: boolean }) {
  return (
    <DataTable<SignedRow>
      caption={words.caption}
      rows={[...rows]}
      rowKey={({ kind, id }) => `${kind}:${id}`}
      columns={columns}
      empty={
        <EmptyState
          icon="history"
          title={filtered ? confirmationWords.noneFiltered : words.empty}
          action={<LinkButton href="/confirmations">{words.toConfirm}</LinkButton>}
        >
          {words.emptyHint}
        </EmptyState>
      }
    />
  );
}
