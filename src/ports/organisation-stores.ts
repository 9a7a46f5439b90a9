import type { Approval, Proposal } from "@/core/approval/approval";
import type { Licence } from "@/core/licence/licence";
import type { OrganisationDraft } from "@/core/organisation/draft";
import type { Organisation } from "@/core/organisation/organisation";
import type { MemberRole, OrganisationKind, OrgScope } from "@/core/scope/scope";

/** An organisation as it is first written. */
export type NewOrganisation = {
  readonly id: string;
  readonly kind: OrganisationKind;
  readonly name: string;
  readonly legalId: string | null;
  readonly country: string | null;
  readonly custody: "platform" | "wallet";
  readonly status: "draft" | "active";
  readonly account: string | null;
  readonly createdAt: Date;
};

/** A key the platform has just made for somebody, ready to be stored with them. */
export type FreshKey = { readonly address: string; readonly cipher: string };

/** Makes keys without storing them, so that key and owner can be written in one transaction. */
export type KeyMaker = { readonly fresh: () => FreshKey };

/**
 * Organisations inside a transaction. Reads lock the row. The platform reaches every organisation,
 * everybody else only their own: another one is null, as if it did not exist.
 */
export type OrganisationStore = {
  readonly get: (scope: OrgScope, id: string) => Promise<Organisation | null>;
  /**
   * The draft that was entered in these very words, else null. Waits for any other transaction that is about to enter
   * the same.
   */
  readonly draftLike: (
    scope: OrgScope,
    draft: OrganisationDraft,
  ) => Promise<{ organisationId: string } | null>;
  /** Answers the organisation's new number. */
  readonly add: (scope: OrgScope, organisation: NewOrganisation) => Promise<number>;
  readonly save: (scope: OrgScope, organisation: Organisation) => Promise<void>;
  /** Whether another organisation acts with this account. */
  readonly accountTaken: (scope: OrgScope, account: string, butId: string) => Promise<boolean>;
  readonly licencesOf: (scope: OrgScope, organisationId: string) => Promise<Licence[]>;
  readonly addLicence: (scope: OrgScope, licence: Licence, at: Date) => Promise<void>;
  readonly saveLicence: (scope: OrgScope, licence: Licence) => Promise<void>;
  readonly addKey: (scope: OrgScope, key: FreshKey, label: string, at: Date) => Promise<void>;
  /** Stores the sealed lot key of a warehouse once; a second call changes nothing. */
  readonly setLotKey: (scope: OrgScope, organisationId: string, cipher: string) => Promise<void>;
};

/** Proposals and decisions inside a transaction. Reads lock the row. */
export type ApprovalStore = {
  readonly get: (scope: OrgScope, id: string) => Promise<Approval | null>;
  /** Whether an undecided proposal of the same kind about the same organisation exists. */
  readonly isPending: (
    scope: OrgScope,
    organisationId: string,
    kind: Proposal["kind"],
  ) => Promise<boolean>;
  readonly add: (scope: OrgScope, approval: Approval, at: Date) => Promise<void>;
  readonly save: (scope: OrgScope, approval: Approval, at: Date) => Promise<void>;
};

/** People and memberships inside a transaction. */
export type MemberStore = {
  /** The person with this email, made when there is none; `created` tells which. */
  readonly personFor: (
    scope: OrgScope,
    person: { id: string; email: string; name: string; passwordHash: string; at: Date },
  ) => Promise<{ userId: string; created: boolean }>;
  readonly roleOf: (
    scope: OrgScope,
    organisationId: string,
    userId: string,
  ) => Promise<MemberRole | null>;
  /** How many administrators an organisation has; locks its memberships. */
  readonly adminCount: (scope: OrgScope, organisationId: string) => Promise<number>;
  readonly put: (
    scope: OrgScope,
    member: { id: string; organisationId: string; userId: string; role: MemberRole; at: Date },
  ) => Promise<void>;
  readonly remove: (scope: OrgScope, organisationId: string, userId: string) => Promise<void>;
};

/** Buyers as a seller's system names them. */
export type BuyerDirectory = {
  /** Waits for any other transaction that is looking up the same buyer of the same seller. */
  readonly find: (scope: OrgScope, key: string) => Promise<{ organisationId: string } | null>;
  /** The buyer with this registration number, whoever's order named it first. */
  readonly findByLegalId: (
    scope: OrgScope,
    legalId: string,
  ) => Promise<{ organisationId: string } | null>;
  readonly remember: (scope: OrgScope, key: string, organisationId: string) => Promise<void>;
};
