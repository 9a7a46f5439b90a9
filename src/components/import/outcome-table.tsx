import { DateText } from "@/components/date/date-text";
import { DataTable } from "@/components/list/data-table";
import { StatusChip } from "@/components/status/status-chip";
import { EmptyState } from "@/components/ui/empty-state";
import { Input } from "@/components/ui/field";
import type { Outcome } from "@/core/import/import-outcome";
import { importWords as words } from "./words";

/** Checkboxes and dates of held documents belong to this form, which the commit bar reads. */
export const INCLUDE_FORM = "include-held";

const nameOf = ({ document, index }: Outcome): string => document.number ?? `#${index + 1}`;

/** Amount as the document writes it: its currency may have no coin, so it is text and not money. */
const amountOf = ({ document }: Outcome): string =>
  document.amountDue ? `${document.currency ?? ""} ${grouped(document.amountDue)}`.trim() : "";

const grouped = (text: string): string => {
  const [whole = "", fraction] = text.split(".");
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction ? `${digits}.${fraction}` : digits;
};

function Reasons({ outcome }: { outcome: Outcome }) {
  if (outcome.reasons.length === 0) return <span className="text-muted">{words.fine}</span>;
  return (
    <ul className="flex flex-col gap-1">
      {outcome.reasons.map(({ code, path, message }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: reasons are a fixed list in a fixed order
        <li key={`${code}-${place}`}>
          {message}
          {path !== "/" && (
            <span className="block font-mono text-xs break-all text-muted">{path}</span>
          )}
        </li>
      ))}
    </ul>
  );
}

function Include({ outcome }: { outcome: Outcome }) {
  if (!outcome.includable || outcome.verdict !== "hold") return null;
  const name = nameOf(outcome);
  return (
    <div className="mt-2 flex flex-wrap items-center gap-3">
      <label className="flex items-center gap-2">
        <input
          type="checkbox"
          name="include"
          value={outcome.index}
          form={INCLUDE_FORM}
          aria-label={words.includeFor(name)}
          className="size-4.5 accent-accent"
        />
        {words.includeHint}
      </label>
      {outcome.needsDueDate && (
        <Input
          type="date"
          name={`due-${outcome.index}`}
          form={INCLUDE_FORM}
          aria-label={words.dueDateFor(name)}
          className="w-44"
        />
      )}
    </div>
  );
}

/** Each document of the page with its verdict and every reason, where it stands in the file. */
export function OutcomeTable({
  outcomes,
  choosing,
}: {
  outcomes: readonly Outcome[];
  choosing: boolean;
}) {
  return (
    <DataTable<Outcome>
      caption={words.caption}
      rows={[...outcomes]}
      rowKey={({ index }) => String(index)}
      columns={[
        {
          key: "document",
          head: words.document,
          card: "lead",
          nowrap: true,
          cell: (outcome) => <span className="font-medium">{nameOf(outcome)}</span>,
        },
        {
          key: "verdict",
          head: words.verdict,
          nowrap: true,
          cell: ({ verdict }) => <StatusChip subject="verdict" state={verdict} />,
        },
        { key: "buyer", head: words.buyer, cell: ({ document }) => document.buyer?.name },
        {
          key: "due",
          head: words.due,
          nowrap: true,
          cell: ({ document }) => document.dueDate && <DateText date={document.dueDate} />,
        },
        { key: "amount", head: words.amount, align: "end", cell: amountOf },
        {
          key: "why",
          head: words.why,
          cell: (outcome) => (
            <>
              <Reasons outcome={outcome} />
              {choosing && <Include outcome={outcome} />}
            </>
          ),
        },
      ]}
      empty={<EmptyState title={words.noneOfVerdict} />}
    />
  );
}
