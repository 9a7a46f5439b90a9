import { Moment } from "@/components/date/date-text";
import { Hash } from "@/components/hash/hash";
import { DataTable } from "@/components/list/data-table";
import { IntentSteps } from "@/components/status/intent-steps";
import { knownState } from "@/components/status/known-state";
import { Chip } from "@/components/status/status-chip";
import { EmptyState } from "@/components/ui/empty-state";
import { Section } from "@/components/ui/section";
import type { ReceivableFact } from "@/core/receivable/timeline";
import { type Detail, surroundingsOf } from "./detail";
import { factText } from "./fact-words";
import { receivableWords as words } from "./words";

const writeText = (kind: string): string => words.writes[kind] ?? kind.replaceAll("-", " ");

/** Chain writes that are under way or were refused; survives a reload, for it is read from what is stored. */
export function PendingSection({ pending }: { pending: Detail["pending"] }) {
  if (pending.length === 0) return null;
  return (
    <Section title={words.pending}>
      <div className="flex flex-col gap-4">
        {pending.map(({ id, kind, status, error }) => (
          <div key={id}>
            <p className="mb-1.5 font-medium">{writeText(kind)}</p>
            <IntentSteps
              label={writeText(kind)}
              state={knownState("intent", status)}
              reason={error ?? undefined}
            />
          </div>
        ))}
      </div>
    </Section>
  );
}

/** Every fact of the chain about the receivable: transaction, block, grade. */
export function ChainSection({ detail }: { detail: Detail }) {
  const around = surroundingsOf(detail);
  return (
    <Section title={words.chain} sentence={words.chainSentence} frame="none" id="chain">
      <DataTable<ReceivableFact>
        caption={words.chainCaption}
        rows={[...detail.facts]}
        rowKey={({ key }) => key}
        columns={[
          { key: "fact", head: words.fact, card: "lead", cell: (fact) => factText(fact, around) },
          { key: "at", head: words.at, nowrap: true, cell: ({ at }) => <Moment at={at} /> },
          {
            key: "block",
            head: words.block,
            align: "end",
            cell: ({ blockNumber }) => blockNumber.toLocaleString("en"),
          },
          {
            key: "tx",
            head: words.transaction,
            nowrap: true,
            cell: ({ txHash }) => (
              <Hash value={txHash} what={words.transaction} href={`/verify?q=${txHash}`} />
            ),
          },
          {
            key: "grade",
            head: words.grade,
            nowrap: true,
            cell: ({ final }) => (
              <Chip tone={final ? "fine" : "info"} word={final ? words.final : words.seen} />
            ),
          },
        ]}
        empty={<EmptyState icon="shield-check" title={words.noFacts} />}
      />
    </Section>
  );
}
