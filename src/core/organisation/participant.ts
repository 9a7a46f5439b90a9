import { secondsOf } from "@/core/dates/day-count";
import { type Licence, licenceInForce } from "@/core/licence/licence";
import { LICENCE_CLASSES } from "@/core/licence/licence-class";
import type { Organisation } from "@/core/organisation/organisation";
import type { OrganisationKind } from "@/core/scope/scope";

/** The role bit of each kind of organisation, as Participants numbers them. */
export const roleBit: Record<OrganisationKind, number> = {
  seller: 1,
  lender: 2,
  warehouse: 4,
  buyer: 8,
  platform: 16,
};

/** What Participants shall know of one account; the wanted state as a whole, so the latest write wins. */
export type ParticipantEntry = {
  /** Checksummed address. */
  readonly account: string;
  /** The organisation's number, from 1. */
  readonly organisation: number;
  /** Role bits. */
  readonly roles: number;
  /** 0 none, 1 authorised institution, 2 money lender, 3 fund. */
  readonly licence: number;
  /** Last unix second at which the licence holds; 0 without a licence. */
  readonly licenceExpiry: number;
};

/**
 * The entry of an organisation with an account at `at`. A lapsed licence is entered with its true expiry,
 * so that the chain shows it as expired and not as never granted.
 * Throws when the organisation has no account: the caller decides that first.
 */
export const participantEntry = (
  organisation: Organisation,
  licences: readonly Licence[],
  at: Date,
): ParticipantEntry => {
  const { account } = organisation;
  if (!account) throw new Error(`Organisation ${organisation.id} has no account.`);
  const kept = licences.filter(({ status }) => status === "active");
  const licence =
    licenceInForce(kept, at) ??
    kept.toSorted((left, right) => right.expiresAt.getTime() - left.expiresAt.getTime())[0];
  return {
    account,
    organisation: organisation.number,
    roles: roleBit[organisation.kind],
    licence: licence ? LICENCE_CLASSES.indexOf(licence.class) + 1 : 0,
    licenceExpiry: licence ? secondsOf(licence.expiresAt) - 1 : 0,
  };
};
