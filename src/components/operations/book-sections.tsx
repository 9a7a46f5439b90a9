import { AsOfForm } from "@/components/ledger/as-of-form";
import { Section } from "@/components/ui/section";
import type { AuditorStand, StopRow } from "@/ports/operations-views";
import { AuditorTable } from "./auditor-table";
import { StopTable } from "./stop-table";

export type BookSectionsProps = { auditor: AuditorStand | null; stops: readonly StopRow[] };

/** What the auditor found, what it and the reconciler stopped, and the books as a file. */
export function BookSections({ auditor, stops }: BookSectionsProps) {
  return (
    <>
      <Section title="Independent auditor" frame="none">
        <AuditorTable stand={auditor} />
      </Section>
      <Section title="Stopped receivables" frame="none">
        <StopTable rows={stops} />
      </Section>
      <Section
        title="Trial balance"
        sentence="Debits and credits by account and currency; both sides are the same figure."
      >
        <AsOfForm
          name="trial-balance"
          action="/api/exports/trial-balance"
          word="Save trial balance"
        />
      </Section>
    </>
  );
}
