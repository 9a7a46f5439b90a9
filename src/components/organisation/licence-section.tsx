import { Section } from "@/components/ui/section";
import { GrantLicence } from "./grant-licence";
import { LicenceList, type LicenceListProps } from "./licence-list";

export type LicenceSectionProps = LicenceListProps & {
  /** A licence can be granted to an active lender only. */
  isActive: boolean;
};

/** A lender's licences and the way to one more. */
export function LicenceSection({ isActive, ...list }: LicenceSectionProps) {
  return (
    <Section
      title="Licences"
      frame="flush"
      action={
        list.mayPropose && isActive ? (
          <GrantLicence organisationId={list.organisationId} />
        ) : undefined
      }
    >
      <LicenceList {...list} />
    </Section>
  );
}
