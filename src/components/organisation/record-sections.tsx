import { StatementSection } from "@/components/ledger/statement-section";
import { Section } from "@/components/ui/section";
import { ChainState, type ChainStateProps } from "./chain-state";

export type RecordSectionsProps = {
  organisation: ChainStateProps["organisation"] & { id: string };
};

/** What books and chain hold of an organisation. */
export function RecordSections({ organisation }: RecordSectionsProps) {
  return (
    <>
      <StatementSection organisationId={organisation.id} />
      <Section title="On chain">
        <ChainState organisation={organisation} />
      </Section>
    </>
  );
}
