import type { Metadata } from "next";
import { ApprovalList } from "@/components/approval/approval-list";
import { LicenceSection } from "@/components/organisation/licence-section";
import { MemberSection } from "@/components/organisation/member-section";
import { OrganisationFacts } from "@/components/organisation/organisation-facts";
import { RecordSections } from "@/components/organisation/record-sections";
import { StandingActions } from "@/components/organisation/standing-actions";
import { SignedProof } from "@/components/session/signed-proof";
import { StatusChip } from "@/components/status/status-chip";
import { PageHead } from "@/components/ui/page-head";
import { Section } from "@/components/ui/section";
import { pageRead } from "@/trpc/page";
import { api } from "@/trpc/server";

export const metadata: Metadata = { title: "Organisation" };

type Params = Promise<{ id: string }>;

export default async function OrganisationPage({ params }: { params: Params }) {
  const { id } = await params;
  const caller = await api();
  const { organisation, may } = await pageRead(caller.organisation.get({ id }));
  const [{ chain }, proposals] = await Promise.all([
    caller.session.environment(),
    may.seeProposals ? caller.approval.list({ organisationId: id, page: 1 }) : null,
  ]);
  const open = (proposals?.rows ?? []).filter(({ state }) => state === "open");
  const back = may.seeProposals ? { href: "/organisations", label: "Organisations" } : undefined;
  return (
    <>
      <PageHead
        title={organisation.name}
        aside={<StatusChip subject="organisation" state={organisation.status} />}
        back={back}
        action={
          may.propose ? (
            <StandingActions
              organisation={organisation}
              open={open.map(({ proposal }) => proposal.kind)}
            />
          ) : undefined
        }
      />
      <div className="flex flex-col gap-8">
        <Section title="Details">
          <OrganisationFacts organisation={organisation} />
          {may.proveAccount && (
            <div className="mt-5">
              <SignedProof
                chain={chain}
                purpose="account"
                word={organisation.account ? "Prove another account" : "Prove the account"}
                isMain
              />
            </div>
          )}
        </Section>
        {organisation.kind === "lender" && (
          <LicenceSection
            organisationId={id}
            licences={[...organisation.licences]}
            mayPropose={may.propose}
            isActive={organisation.status === "active"}
          />
        )}
        <RecordSections organisation={organisation} />
        <MemberSection
          organisation={organisation}
          people={[...organisation.people]}
          mayChange={may.changeMembers}
          byApproval={organisation.kind === "platform"}
        />
        {proposals && (
          <Section title="Proposals" frame="none">
            <ApprovalList rows={[...proposals.rows]} me={proposals.me} />
          </Section>
        )}
      </div>
    </>
  );
}
