import { Moment } from "@/components/date/date-text";
import { shortHash } from "@/components/hash/hash";
import { Money } from "@/components/money/money";
import { bookWords as words } from "@/components/repayment/words";
import { Chip } from "@/components/status/status-chip";
import { type Currency, money } from "@/core/money";
import type { BookView } from "./book-view";

type Props = { journals: BookView["journals"]; currency: Currency };

/** The journal of one receivable, newest first, each entry with its postings. */
export function LedgerTable({ journals, currency }: Props) {
  return (
    <div>
      <h3 className="font-semibold">{words.journals}</h3>
      <p className="text-sm text-muted">
        {journals.length > 0 ? words.journalsHint : words.noJournals}
      </p>
      <ul className="mt-2 divide-y border-y empty:hidden">
        {journals.map((journal) => (
          <Entry key={String(journal.id)} journal={journal} currency={currency} />
        ))}
      </ul>
    </div>
  );
}

function Entry({
  journal,
  currency,
}: {
  journal: BookView["journals"][number];
  currency: Currency;
}) {
  const { id, name, happenedAt, blockNumber, reverses, postings } = journal;
  const balanced = postings.reduce((sum, { amount }) => sum + amount, 0n) === 0n;
  return (
    <li className="py-2">
      <details>
        <summary className="flex cursor-pointer flex-wrap items-center gap-x-4 gap-y-1 text-sm">
          <span className="font-medium">{words.entry(id)}</span>
          <span>{name}</span>
          <Moment at={happenedAt} className="text-muted" />
          {blockNumber !== null && <span className="text-muted">{words.block(blockNumber)}</span>}
          {reverses !== null && <span className="text-muted">{words.reverses(reverses)}</span>}
          <Chip
            tone={balanced ? "fine" : "wrong"}
            word={balanced ? words.balanced : words.unbalanced}
          />
        </summary>
        <ul className="mt-2 text-sm">
          {postings.map(({ code, party, amount }, index) => (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: postings never change
              key={index}
              className="flex flex-wrap justify-between gap-x-4 border-t py-1"
            >
              <span>
                {code}
                {party && <span className="font-mono text-muted"> {shortHash(party)}</span>}
              </span>
              <Money value={money(currency, amount)} signed />
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
}
