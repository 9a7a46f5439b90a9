import type { OrgScope } from "@/core/scope/scope";

/** A seller's receivable as giving out a link needs it. */
export type LinkableReceivable = {
  readonly id: string;
  readonly status: string;
  readonly dueAt: Date;
  /** The link there is, null for none. */
  readonly link: { readonly madeAt: Date; readonly expiresAt: Date } | null;
};

/** Links that a seller gives to the buyer, inside one transaction. One link per receivable. */
export type BuyerLinkMaker = {
  /** Locks the receivable. @throws Refusal `object.not_found`. */
  readonly receivable: (scope: OrgScope, id: string) => Promise<LinkableReceivable>;
  /** Stores the link's hash; a new secret replaces the old one, what the buyer said stays. */
  readonly put: (
    scope: OrgScope,
    link: { receivableId: string; tokenHash: string; expiresAt: Date; at: Date },
  ) => Promise<void>;
  readonly extend: (
    scope: OrgScope,
    link: { receivableId: string; expiresAt: Date },
  ) => Promise<void>;
};
