import type { Proposal } from "@/core/approval/approval";
import type { OrgScope } from "@/core/scope/scope";

export type ApprovalState = "open" | "approved" | "rejected";

export type ApprovalRow = {
  readonly id: string;
  readonly proposal: Proposal;
  readonly organisation: { readonly id: string; readonly name: string; readonly kind: string };
  /** The exact effect in one sentence. */
  readonly effect: string;
  readonly reason: string;
  readonly state: ApprovalState;
  readonly maker: { readonly id: string; readonly name: string };
  readonly checker: { readonly id: string; readonly name: string } | null;
  readonly createdAt: Date;
  readonly decidedAt: Date | null;
};

/** Proposals as the platform sees them, newest first; nobody else has any. */
export type ApprovalViews = {
  readonly list: (
    scope: OrgScope,
    filter: { state?: ApprovalState; organisationId?: string; page: number },
  ) => Promise<{ rows: readonly ApprovalRow[]; total: number; pageSize: number }>;
  /** How many proposals this person can decide now. */
  readonly waitingFor: (scope: OrgScope) => Promise<number>;
};
