import { Moment } from "@/components/date/date-text";
import { Hash } from "@/components/hash/hash";
import { type Column, DataTable } from "@/components/list/data-table";
import { Money } from "@/components/money/money";
import { StatusChip } from "@/components/status/status-chip";
import { Section } from "@/components/ui/section";
import { type Currency, money } from "@/core/money";
import type { CreditLineView } from "./credit-view";
import { reasonText, creditWords as words } from "./words";

type Props = { credits: readonly CreditLineView[]; currency: Currency };

/** The hash of the document, and the transaction that booked it. */
function Evidence({ line }: { line: CreditLineView }) {
  const { documentHash, txHash, words: own } = line;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-3">
      <span className="inline-flex items-center gap-1">
        {own?.fileName} <Hash value={documentHash} what="document hash" />
      </span>
      {txHash && <Hash value={txHash} what="transaction" href={`/verify?q=${txHash}`} />}
    </span>
  );
}

const columnsOf = ({ credits, currency }: Props): Column<CreditLineView>[] => [
  {
    key: "number",
    head: words.noteNumber,
    card: "lead",
    cell: ({ words: own }) => own?.number ?? words.unnamed,
    total: words.total,
  },
  {
    key: "reason",
    head: words.reason,
    cell: ({ words: own }) => (
      <span className="inline-block first-letter:uppercase">{own ? reasonText(own) : ""}</span>
    ),
  },
  { key: "issued", head: words.issued, nowrap: true, cell: ({ at }) => <Moment at={at} /> },
  {
    key: "state",
    head: words.state,
    nowrap: true,
    cell: ({ status }) => <StatusChip subject="credit" state={status} />,
  },
  { key: "document", head: words.document, cell: (line) => <Evidence line={line} /> },
  {
    key: "amount",
    head: words.amount,
    align: "end",
    cell: ({ amount }) => <Money size="row" value={money(currency, amount)} />,
    total: (
      <Money
        size="row"
        value={money(
          currency,
          credits.reduce(
            (sum, { amount, status }) => (status === "booked" ? sum + amount : sum),
            0n,
          ),
        )}
      />
    ),
  },
];

/** Every credit note with its reason and proof; nothing where there is none. */
export function CreditSection(props: Props) {
  const { credits } = props;
  if (credits.length === 0) return null;
  return (
    <Section title={words.list} sentence={words.listSentence} frame="none" id="credits">
      <DataTable<CreditLineView>
        caption={words.listCaption}
        rows={[...credits]}
        rowKey={({ key }) => key}
        columns={columnsOf(props)}
      />
    </Section>
  );
}
