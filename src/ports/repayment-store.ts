import type { Kept } from "@/core/keeper/acts-due";
import type { OpenActKind } from "@/core/repayment/open-acts";
import type { OrgScope } from "@/core/scope/scope";

/** A receivable, locked, with what was asked of the chain for it already. */
export type PushedReceivable = {
  readonly kept: Kept;
  /** The intent of this act that is under way, or null. */
  readonly underWay: string | null;
  /** How often this act was wished so far. */
  readonly wished: number;
};

/** Receivables that an administrator pushes on, inside one transaction. */
export type RepaymentStore = {
  /** Locks a receivable; the platform's scope only. @throws Refusal `object.not_found`. */
  readonly lock: (scope: OrgScope, id: string, act: OpenActKind) => Promise<PushedReceivable>;
};
