import { classWord, type LicenceClass } from "@/core/licence/licence-class";
import { type Decision, decide, refuse } from "@/core/refusal";
import type { MemberRole } from "@/core/scope/scope";

/** What needs a maker and a different checker, with exactly what it will change. */
export type Proposal =
  | { readonly kind: "organisation.activate" }
  | { readonly kind: "organisation.suspend" }
  | { readonly kind: "organisation.reinstate" }
  | {
      readonly kind: "licence.grant";
      readonly class: LicenceClass;
      readonly number: string;
      readonly regulator: string;
      /** ISO moment from which it no longer holds. */
      readonly expiresAt: string;
    }
  | { readonly kind: "licence.revoke"; readonly licenceId: string; readonly number: string }
  | {
      /** A member of the platform gets a role that can act: nobody makes their own second pair of eyes. */
      readonly kind: "member.appoint";
      readonly userId: string;
      readonly name: string;
      readonly role: MemberRole;
    };

export type ProposalKind = Proposal["kind"];

/** A proposal as it was recorded, with its decision once there is one. */
export type Approval = {
  readonly id: string;
  readonly proposal: Proposal;
  /** The organisation it is about. */
  readonly organisationId: string;
  readonly makerId: string;
  readonly reason: string;
  readonly checkerId: string | null;
  readonly decision: "approved" | "rejected" | null;
};

/** Second pair of eyes: whoever proposed it cannot decide it, and a decision is made once. */
export const settle = (
  approval: Approval,
  decision: "approved" | "rejected",
  checkerId: string,
): Decision<Approval> => {
  if (approval.decision) return refuse("approval.already_decided");
  if (approval.makerId === checkerId) return refuse("approval.own_proposal");
  return decide({ ...approval, decision, checkerId });
};

/** The exact effect of a proposal in one sentence, for the people who decide and for the audit trail. */
export const effectOf = (
  proposal: Proposal,
  organisation: { name: string; kind: string; custody: string },
): string => {
  const { name } = organisation;
  switch (proposal.kind) {
    case "organisation.activate":
      return organisation.custody === "wallet"
        ? `${name} becomes an active ${organisation.kind} and acts on chain with the account it has proven.`
        : `${name} becomes an active ${organisation.kind} and gets an account on chain whose key the platform keeps.`;
    case "organisation.suspend":
      return `${name} is suspended: its members can look but not act, and its account is frozen on chain.`;
    case "organisation.reinstate":
      return `${name} may act again, and its account on chain is no longer frozen.`;
    case "licence.grant":
      return `${name} may lend as ${classWord[proposal.class]} under licence ${proposal.number} of ${proposal.regulator}.`;
    case "licence.revoke":
      return `${name} loses licence ${proposal.number}: it can fund and receive positions no more, and is still repaid.`;
    case "member.appoint":
      return `${proposal.name} becomes ${proposal.role} of ${name}.`;
  }
};

/** Each kind of proposal as a short title. */
export const proposalWord: Record<ProposalKind, string> = {
  "organisation.activate": "Activate organisation",
  "organisation.suspend": "Suspend organisation",
  "organisation.reinstate": "Reinstate organisation",
  "licence.grant": "Grant licence",
  "licence.revoke": "Revoke licence",
  "member.appoint": "Appoint member",
};
