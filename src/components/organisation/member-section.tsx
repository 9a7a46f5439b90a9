import { Section } from "@/components/ui/section";
import { AddMember } from "./add-member";
import { MemberList, type MemberListProps } from "./member-list";

/** The people of an organisation and the way to one more. */
export function MemberSection(list: MemberListProps) {
  const { organisation, mayChange, byApproval } = list;
  return (
    <Section
      title="Members"
      frame="flush"
      action={
        mayChange ? (
          <AddMember organisationId={organisation.id} byApproval={byApproval} />
        ) : undefined
      }
    >
      <MemberList {...list} />
    </Section>
  );
}
