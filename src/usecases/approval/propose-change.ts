import { type Approval, effectOf, type Proposal } from "@/core/approval/approval";
import { grant, licenceOf, revoke } from "@/core/licence/licence";
import { activate, type Organisation, reinstate, suspend } from "@/core/organisation/organisation";
import { type Decision, decide, orThrow, Refusal, refuse } from "@/core/refusal";
import type { OrgScope } from "@/core/scope/scope";
import type { Clock } from "@/ports/clock";
import type { Ids } from "@/ports/ids";
import type { ApprovalStore, MemberStore, OrganisationStore } from "@/ports/organisation-stores";
import type { Transact } from "@/ports/transact";

type Stores = {
  organisations: OrganisationStore;
  approvals: ApprovalStore;
  members: MemberStore;
};

/** Whether the change could be made now; the decision later asks again. */
const feasible = async (
  stores: Stores,
  scope: OrgScope,
  organisation: Organisation,
  proposal: Proposal,
): Promise<Decision<unknown>> => {
  switch (proposal.kind) {
    case "organisation.activate":
      return activate(
        organisation,
        organisation.custody === "platform" ? "made at approval" : organisation.account,
      );
    case "organisation.suspend":
      return suspend(organisation);
    case "organisation.reinstate":
      return reinstate(organisation);
    case "licence.grant": {
      const licence = licenceOf(proposal, { id: "", organisationId: organisation.id });
      const known = await stores.organisations.licencesOf(scope, organisation.id);
      return grant(organisation, licence, known);
    }
    case "member.appoint": {
      const role = await stores.members.roleOf(scope, organisation.id, proposal.userId);
      return role === proposal.role ? refuse("member.same_role") : decide(null);
    }
    case "licence.revoke": {
      const licences = await stores.organisations.licencesOf(scope, organisation.id);
      const licence = licences.find(({ id }) => id === proposal.licenceId);
      return licence ? revoke(licence) : decide(null);
    }
  }
};

/**
 * Records a change that a second administrator has to approve; answers the proposal's id.
 * @throws Refusal `object.not_found`, `approval.pending`, and why the change could not be made.
 */
export const proposeChange =
  ({ transact, clock, ids }: { transact: Transact<Stores>; clock: Clock; ids: Ids }) =>
  (
    scope: OrgScope,
    input: { organisationId: string; reason: string; proposal: Proposal },
  ): Promise<{ approvalId: string }> =>
    transact(async (stores) => {
      const { organisations, approvals, journal } = stores;
      const organisation = await organisations.get(scope, input.organisationId);
      if (!organisation || scope.kind !== "platform") throw new Refusal("object.not_found");
      orThrow(await feasible(stores, scope, organisation, input.proposal));
      if (await approvals.isPending(scope, organisation.id, input.proposal.kind))
        throw new Refusal("approval.pending");
      const approval: Approval = {
        id: ids.next(),
        proposal: input.proposal,
        organisationId: organisation.id,
        makerId: scope.userId,
        reason: input.reason,
        checkerId: null,
        decision: null,
      };
      await approvals.add(scope, approval, clock.now());
      await journal.record({
        name: "approval.proposed",
        actor: scope.userId,
        organisationId: scope.organisationId,
        subject: organisation.id,
        data: {
          approval: approval.id,
          kind: input.proposal.kind,
          effect: effectOf(input.proposal, organisation),
          reason: input.reason,
        },
      });
      await journal.announce(`organisation:${organisation.id}`);
      return { approvalId: approval.id };
    });
