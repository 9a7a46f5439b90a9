import { Moment } from "@/components/date/date-text";
import { type Column, DataTable } from "@/components/list/data-table";
import { Money } from "@/components/money/money";
import { Chip } from "@/components/status/status-chip";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Section } from "@/components/ui/section";
import { money } from "@/core/money";
import { actorWord } from "@/core/status/status";
import type { ExceptionRow } from "./repayment-query";
import { repaymentWords as words } from "./words";

const SHOWN = 8;

const columns: Column<ExceptionRow>[] = [
  {
    key: "reference",
    head: words.about,
    card: "lead",
    nowrap: true,
    cell: ({ receivableId, reference, kind, party }) =>
      receivableId && reference ? (
        <a href={`/receivables/${receivableId}`} className="link">
          {reference}
        </a>
      ) : (
        <Whose kind={kind} party={party} />
      ),
  },
  {
    key: "kind",
    head: words.what,
    cell: ({ kind }) => <Chip {...words.exceptionKinds[kind]} />,
  },
  { key: "reason", head: words.reason, cell: (row) => words.reasonOf(row) },
  {
    key: "since",
    head: words.since,
    nowrap: true,
    cell: ({ since }) => <Moment at={since} />,
  },
  { key: "next", head: words.next, cell: ({ next }) => actorWord(next) },
  {
    key: "amount",
    head: words.amount,
    align: "end",
    cell: ({ currency, minor }) =>
      currency && minor !== null ? <Money size="row" value={money(currency, minor)} /> : null,
  },
];

/** An exception of no receivable of its own: money set aside leads to where it can be paid out. */
function Whose({ kind, party }: Pick<ExceptionRow, "kind" | "party">) {
  return kind === "claim" ? (
    <a href="#set-aside" className="link">
      {party}
    </a>
  ) : (
    <span className="text-muted">{party ?? ""}</span>
  );
}

type Props = { rows: readonly ExceptionRow[]; all: boolean; allHref: string };

/** What does not go on by itself, with its reason and who acts next. */
export function ExceptionSection({ rows, all, allHref }: Props) {
  const shown = all ? rows : rows.slice(0, SHOWN);
  return (
    <Section
      id="exceptions"
      title={words.exceptions}
      sentence={words.exceptionsSentence}
      frame="flush"
      className="mb-8"
      action={
        shown.length < rows.length && (
          <LinkButton size="small" href={allHref}>
            {words.moreExceptions(rows.length)}
          </LinkButton>
        )
      }
    >
      <DataTable<ExceptionRow>
        bare
        caption={words.exceptions}
        rows={[...shown]}
        rowKey={({ key }) => key}
        columns={columns}
        empty={
          <EmptyState icon="circle-check" title={words.noExceptions}>
            {words.noExceptionsHint}
          </EmptyState>
        }
      />
    </Section>
  );
}
