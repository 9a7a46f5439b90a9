import type { Metadata } from "next";
import { ApprovalList } from "@/components/approval/approval-list";
import { AccountProof } from "@/components/organisation/account-proof";
import { AddMember } from "@/components/organisation/add-member";
import { ChainState } from "@/components/organisation/chain-state";
import { GrantLicence } from "@/components/organisation/grant-licence";
import { LicenceList } from "@/components/organisation/licence-list";
import { MemberList } from "@/components/organisation/member-list";
import { OrganisationFacts } from "@/components/organisation/organisation-facts";
import { StandingActions } from "@/components/organisation/standing-actions";
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
  const found = await pageRead(caller.organisation.get({ id }));
  const { organisation, may } = found;
  const proposals = may.seeProposals
    ? await caller.approval.list({ organisationId: id, page: 1 })
    : null;
  const { chain } = await caller.session.environment();
  return (
    <div className="flex flex-col gap-8">
      <PageHead
        title={organisation.name}
        aside={<StatusChip subject="organisation" state={organisation.status} />}
        back={may.seeProposals ? { href: "/organisations", label: "Organisations" } : undefined}
        action={may.propose ? <StandingActions organisation={organisation} /> : undefined}
      />
      <Section title="Details">
        <OrganisationFacts organisation={organisation} />
        {may.proveAccount && (
          <div className="mt-5">
            <AccountProof
              chain={chain}
              word={organisation.account ? "Prove another account" : "Prove the account"}
            />
          </div>
        )}
      </Section>
      {organisation.kind === "lender" && (
        <Section
          title="Licences"
          frame="flush"
          action={
            may.propose && organisation.status === "active" ? (
              <GrantLicence organisationId={id} />
            ) : undefined
          }
        >
          <LicenceList
            organisationId={id}
            licences={[...organisation.licences]}
            mayPropose={may.propose}
          />
        </Section>
      )}
      <Section title="On chain">
        <ChainState
          kind={organisation.kind}
          account={organisation.account}
          participant={organisation.participant}
          writes={[...organisation.chainWrites]}
        />
      </Section>
      <Section
        title="Members"
        frame="flush"
        action={
          may.changeMembers ? (
            <AddMember organisationId={id} byApproval={organisation.kind === "platform"} />
          ) : undefined
        }
      >
        <MemberList
          organisation={organisation}
          people={[...organisation.people]}
          mayChange={may.changeMembers}
          byApproval={organisation.kind === "platform"}
        />
      </Section>
      {proposals && (
        <Section title="Proposals" frame="none">
          <ApprovalList rows={[...proposals.rows]} me={proposals.me} />
        </Section>
      )}
    </div>
  );
}
