import type pg from "pg";
import type { Approval, Proposal } from "@/core/approval/approval";
import type { ApprovalStore } from "@/ports/organisation-stores";

type Row = {
  id: string;
  subjectId: string;
  payload: Proposal;
  makerId: string;
  reason: string;
  checkerId: string | null;
  decision: Approval["decision"];
};

/** Proposals over one transaction's connection; only the platform has any. */
export const approvalStore = (client: pg.PoolClient): ApprovalStore => ({
  get: async (scope, id) => {
    const found = await client.query<Row>(
      `select id, "subjectId", payload, "makerId", reason, "checkerId", decision
       from "Approval" where id = $1 and $2 = 'platform' for update`,
      [id, scope.kind],
    );
    const [row] = found.rows;
    if (!row) return null;
    const { subjectId, payload, ...rest } = row;
    return { ...rest, organisationId: subjectId, proposal: payload };
  },
  isPending: async (_scope, organisationId, kind) => {
    const found = await client.query(
      `select 1 from "Approval" where "subjectId" = $1 and kind = $2 and decision is null`,
      [organisationId, kind],
    );
    return found.rows.length > 0;
  },
  add: async (_scope, approval, at) => {
    await client.query(
      `insert into "Approval" (id, kind, "subjectId", payload, "makerId", reason, "createdAt")
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        approval.id,
        approval.proposal.kind,
        approval.organisationId,
        JSON.stringify(approval.proposal),
        approval.makerId,
        approval.reason,
        at,
      ],
    );
  },
  save: async (_scope, approval, at) => {
    await client.query(
      `update "Approval" set decision = $2, "checkerId" = $3, "decidedAt" = $4
       where id = $1 and decision is null`,
      [approval.id, approval.decision, approval.checkerId, at],
    );
  },
});
