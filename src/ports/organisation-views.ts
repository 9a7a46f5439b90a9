import type { LicenceState } from "@/core/licence/licence";
import type { LicenceClass } from "@/core/licence/licence-class";
import type { Custody, OrganisationStatus } from "@/core/organisation/organisation";
import type { MemberRole, OrganisationKind, OrgScope } from "@/core/scope/scope";

/** Which organisations a list shows; everything left out is not filtered. */
export type OrganisationFilter = {
  readonly kind?: OrganisationKind;
  readonly status?: OrganisationStatus;
  /** Part of a name or registration number, any case. */
  readonly search?: string;
  /** From 1. */
  readonly page: number;
};

export type LicenceRow = {
  readonly id: string;
  readonly class: LicenceClass;
  readonly number: string;
  readonly regulator: string;
  readonly expiresAt: Date;
  readonly state: LicenceState;
};

export type OrganisationRow = {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly status: OrganisationStatus;
  readonly country: string | null;
  readonly members: number;
  /** The licence that says most: one in force, else the latest; null for none. */
  readonly licence: LicenceRow | null;
  readonly createdAt: Date;
};

/** A page of a list: `total` counts all rows the filter lets through. */
export type OrganisationList = {
  readonly rows: readonly OrganisationRow[];
  readonly total: number;
  readonly pageSize: number;
};

export type MemberRow = {
  readonly userId: string;
  readonly name: string;
  readonly email: string | null;
  readonly wallet: string | null;
  readonly role: MemberRole;
  readonly createdAt: Date;
};

/** The latest wanted chain write about an organisation, and how far it came. */
export type ChainWriteRow = {
  readonly kind: string;
  readonly status: "waiting" | "signed" | "sent" | "mined" | "final" | "failed";
  readonly txHash: string | null;
  readonly blockNumber: number | null;
  readonly createdAt: Date;
};

/** What Participants says of the account as far as the indexer has read; null when it says nothing. */
export type ParticipantRow = {
  readonly roles: number;
  readonly licence: number;
  readonly licenceExpiry: number;
  readonly frozen: boolean;
  readonly blockNumber: number;
};

export type OrganisationDetail = OrganisationRow & {
  readonly legalId: string | null;
  readonly custody: Custody;
  readonly account: string | null;
  readonly people: readonly MemberRow[];
  readonly licences: readonly LicenceRow[];
  readonly chainWrites: readonly ChainWriteRow[];
  readonly participant: ParticipantRow | null;
};

/** Organisations as pages show them: the platform sees all, everybody else only their own. */
export type OrganisationViews = {
  readonly list: (scope: OrgScope, filter: OrganisationFilter) => Promise<OrganisationList>;
  readonly get: (scope: OrgScope, id: string) => Promise<OrganisationDetail | null>;
};
