export type OrganisationKind = "seller" | "lender" | "warehouse" | "buyer" | "platform";
export type MemberRole = "maker" | "checker" | "admin" | "viewer";

declare const proven: unique symbol;

/**
 * Proof that a request acts for one member of one organisation.
 * Every store and view takes one; only the session gate mints it (mintScope), which src/tidy.test.ts enforces.
 */
export type OrgScope = {
  readonly [proven]: true;
  readonly organisationId: string;
  readonly kind: OrganisationKind;
  readonly userId: string;
  readonly role: MemberRole;
  /** The organisation's checksummed address on chain, once it has one. */
  readonly account: string | null;
};

/** Makes a scope from facts the session gate has just checked against the database. */
export const mintScope = (facts: Omit<OrgScope, typeof proven>): OrgScope => facts as OrgScope;

declare const provenLink: unique symbol;

/** Proof that a request holds a valid, unexpired buyer link to one receivable. */
export type LinkScope = {
  readonly [provenLink]: true;
  readonly linkId: string;
  readonly receivableId: string;
  readonly buyerId: string;
};

/** Makes a link scope from a link row that was just looked up by its token hash. */
export const mintLinkScope = (facts: Omit<LinkScope, typeof provenLink>): LinkScope =>
  facts as LinkScope;
