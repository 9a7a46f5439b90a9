import { effectOf, settle } from "@/core/approval/approval";
import { orThrow, Refusal } from "@/core/refusal";
import type { OrgScope } from "@/core/scope/scope";
import type { Clock } from "@/ports/clock";
import type { Ids } from "@/ports/ids";
import type {
  ApprovalStore,
  KeyMaker,
  MemberStore,
  OrganisationStore,
} from "@/ports/organisation-stores";
import type { Seal } from "@/ports/seal";
import type { Transact } from "@/ports/transact";
import { applyProposal } from "./apply-proposal";

/**
 * The second administrator approves or rejects. Approval makes the change, writes it to the audit trail and
 * wishes the chain write, all in one transaction.
 * @throws Refusal `object.not_found`, `approval.own_proposal`, `approval.already_decided`, and why the change
 * cannot be made any more.
 */
export const decideApproval =
  ({
    transact,
    clock,
    ids,
    keys,
    seal,
  }: {
    transact: Transact<{
      organisations: OrganisationStore;
      approvals: ApprovalStore;
      members: MemberStore;
    }>;
    clock: Clock;
    ids: Ids;
    keys: KeyMaker;
    seal: Seal;
  }) =>
  (
    scope: OrgScope,
    input: { approvalId: string; decision: "approved" | "rejected"; reason: string },
  ): Promise<void> =>
    transact(async (stores) => {
      const { organisations, approvals, journal } = stores;
      const approval = await approvals.get(scope, input.approvalId);
      if (!approval || scope.kind !== "platform") throw new Refusal("object.not_found");
      const settled = orThrow(settle(approval, input.decision, scope.userId));
      const organisation = await organisations.get(scope, approval.organisationId);
      if (!organisation) throw new Refusal("object.not_found");
      const at = clock.now();
      await approvals.save(scope, settled, at);
      await journal.record({
        name: `approval.${input.decision}`,
        actor: scope.userId,
        organisationId: scope.organisationId,
        subject: organisation.id,
        data: {
          approval: approval.id,
          kind: approval.proposal.kind,
          effect: effectOf(approval.proposal, organisation),
          reason: input.reason,
        },
      });
      if (input.decision === "approved")
        await applyProposal({ ...stores, ids, keys, seal, at }, scope, organisation, approval);
      await journal.announce(`organisation:${organisation.id}`);
    });
