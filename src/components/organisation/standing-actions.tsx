import type { ProposalKind } from "@/core/approval/approval";
import type { OrganisationStatus } from "@/core/organisation/organisation";
import { ProposeButton } from "./propose-button";

export type StandingActionsProps = {
  organisation: { id: string; name: string; kind: string; status: OrganisationStatus };
  /** What has been proposed and waits; it is not offered again. */
  open: ProposalKind[];
};

/** What an administrator can propose about an organisation as it stands. */
export function StandingActions({ organisation, open }: StandingActionsProps) {
  const { id, name, kind, status } = organisation;
  if (open.some((waiting) => waiting.startsWith("organisation.")))
    return <p className="text-sm text-muted">A change of its standing waits for approval.</p>;
  if (status === "draft")
    return (
      <ProposeButton
        organisationId={id}
        change={{ kind: "organisation.activate" }}
        word="Propose to activate"
        effect={`${name} becomes an active ${kind} with an account on chain.`}
        primary
      />
    );
  if (status === "suspended")
    return (
      <ProposeButton
        organisationId={id}
        change={{ kind: "organisation.reinstate" }}
        word="Propose to reinstate"
        effect={`${name} may act again, and its account on chain is no longer frozen.`}
        primary
      />
    );
  return (
    <ProposeButton
      organisationId={id}
      change={{ kind: "organisation.suspend" }}
      word="Propose to suspend"
      effect={`The members of ${name} can look but not act, and its account is frozen on chain.`}
      danger
    />
  );
}
