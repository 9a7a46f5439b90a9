import { AsOfForm } from "@/components/ledger/as-of-form";
import { Section } from "@/components/ui/section";

export type StatementSectionProps = { organisationId: string };

/** Where an organisation's statement is saved, by its own people and by the platform's. */
export function StatementSection({ organisationId }: StatementSectionProps) {
  return (
    <Section
      title="Statement"
      sentence="Everything it put in and got, from the books, to the end of any day."
    >
      <AsOfForm
        name="statement"
        action="/api/exports/statement"
        word="Save statement"
        keep={{ organisation: organisationId }}
      />
    </Section>
  );
}
