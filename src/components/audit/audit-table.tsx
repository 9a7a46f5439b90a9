import { Moment } from "@/components/date/date-text";
import { Hash } from "@/components/hash/hash";
import { type Column, DataTable } from "@/components/list/data-table";
import { EmptyState } from "@/components/ui/empty-state";

export type AuditLine = {
  id: bigint;
  name: string;
  actor: string;
  organisation: { id: string; name: string } | null;
  subject: string;
  data: Readonly<Record<string, unknown>>;
  at: Date;
  hash: string;
};

/** A fact's name as a sentence: "member.last_added" reads "Member: last added". */
export const factWords = (name: string): string => {
  const [noun = name, act = ""] = name.split(".");
  const spaced = (text: string) => text.replace(/[_-]/g, " ");
  return `${noun.charAt(0).toUpperCase()}${spaced(noun.slice(1))}: ${spaced(act)}`;
};

/** Who acted when it was no member: the person with a buyer's link, or the program itself. */
const actorWords: Readonly<Record<string, string>> = {
  "buyer-link": "Buyer, by its link",
  worker: "Quaynote, by itself",
};

const valueText = (value: unknown): string =>
  typeof value === "string" ? value : JSON.stringify(value);

const columns: Column<AuditLine>[] = [
  { key: "fact", head: "Fact", card: "lead", cell: ({ name }) => factWords(name) },
  { key: "at", head: "When", nowrap: true, cell: ({ at }) => <Moment at={at} seconds /> },
  { key: "actor", head: "By", cell: ({ actor }) => actorWords[actor] ?? actor },
  { key: "for", head: "For", cell: ({ organisation }) => organisation?.name ?? "" },
  {
    key: "data",
    head: "Details",
    cell: ({ data, subject }) => (
      <details>
        <summary className="link min-h-6">Show</summary>
        <dl className="mt-1 max-w-[60ch] text-start break-words">
          <dt className="text-muted">subject</dt>
          <dd className="font-mono break-all">{subject}</dd>
          {Object.entries(data).map(([key, value]) => (
            <div key={key}>
              <dt className="text-muted">{key}</dt>
              <dd className="break-all">{valueText(value)}</dd>
            </div>
          ))}
        </dl>
      </details>
    ),
  },
  { key: "hash", head: "Hash", cell: ({ hash }) => <Hash value={hash} what="hash" bare /> },
];

/** What was done, by whom, newest first. */
export function AuditTable({ rows }: { rows: AuditLine[] }) {
  return (
    <DataTable
      caption="Audit trail"
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id.toString()}
      empty={
        <EmptyState icon="history" title="Nothing was recorded under these filters">
          Every change writes a fact here in the same step that makes it.
        </EmptyState>
      }
    />
  );
}
