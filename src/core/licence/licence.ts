import { addDays, type CalendarDate, epochDayOf } from "@/core/dates/calendar-date";
import { HONG_KONG_OFFSET_SECONDS, startOfDaySeconds } from "@/core/dates/day-count";
import type { LicenceClass } from "@/core/licence/licence-class";
import type { Organisation } from "@/core/organisation/organisation";
import { type Decision, decide, refuse } from "@/core/refusal";

/** `expired` is never stored: it follows from the time. */
export type LicenceState = "active" | "expired" | "revoked";

export type Licence = {
  readonly id: string;
  readonly organisationId: string;
  readonly class: LicenceClass;
  readonly number: string;
  readonly regulator: string;
  /** The first moment at which it no longer holds. */
  readonly expiresAt: Date;
  readonly status: "active" | "revoked";
};

/** What a licence is worth at a moment. */
export const licenceStateAt = (
  licence: Pick<Licence, "status" | "expiresAt">,
  at: Date,
): LicenceState => {
  if (licence.status === "revoked") return "revoked";
  return at < licence.expiresAt ? "active" : "expired";
};

/** A licence "until 31 Dec" holds through that day in Hong Kong: the moment is the start of the next. */
export const expiryOf = (lastDate: CalendarDate): Date =>
  new Date(startOfDaySeconds(epochDayOf(addDays(lastDate, 1)), HONG_KONG_OFFSET_SECONDS) * 1000);

/** The licence that counts at a moment: the active one that lasts longest, else null. */
export const licenceInForce = (licences: readonly Licence[], at: Date): Licence | null =>
  licences
    .filter((licence) => licenceStateAt(licence, at) === "active")
    .reduce<Licence | null>(
      (best, licence) => (best && best.expiresAt >= licence.expiresAt ? best : licence),
      null,
    );

/** The licence that a proposal to grant one stands for. */
export const licenceOf = (
  proposal: Pick<Licence, "class" | "number" | "regulator"> & { readonly expiresAt: string },
  whose: Pick<Licence, "id" | "organisationId">,
): Licence => ({
  ...whose,
  class: proposal.class,
  number: proposal.number,
  regulator: proposal.regulator,
  expiresAt: new Date(proposal.expiresAt),
  status: "active",
});

const isSame = (one: Licence, other: Licence): boolean =>
  one.class === other.class &&
  one.number === other.number &&
  one.regulator === other.regulator &&
  one.expiresAt.getTime() === other.expiresAt.getTime();

/**
 * Gives an active lender a licence that it does not have in the same words already. An expiry in the past is allowed:
 * it records a lapsed licence.
 */
export const grant = (
  organisation: Organisation,
  licence: Licence,
  known: readonly Licence[],
): Decision<Licence> => {
  if (organisation.kind !== "lender") return refuse("licence.not_a_lender");
  if (organisation.status !== "active") return refuse("organisation.not_active");
  if (known.some((one) => one.status === "active" && isSame(one, licence)))
    return refuse("licence.already_granted");
  return decide(licence);
};

/** Takes a licence away for good; one that is already revoked stays so. */
export const revoke = (licence: Licence): Decision<Licence> =>
  licence.status === "revoked"
    ? refuse("licence.already_revoked")
    : decide({ ...licence, status: "revoked" });
