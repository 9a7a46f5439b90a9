import { type Decision, decide, refuse } from "@/core/refusal";
import type { OrganisationKind } from "@/core/scope/scope";

export type OrganisationStatus = "draft" | "active" | "suspended";

/** Who keeps the key of the organisation's account on chain: the platform, or a member's own wallet. */
export type Custody = "platform" | "wallet";

/** An organisation as decisions see it. */
export type Organisation = {
  readonly id: string;
  readonly kind: OrganisationKind;
  readonly name: string;
  readonly status: OrganisationStatus;
  readonly custody: Custody;
  /** Checksummed address; null until activation (custody platform) or proof (custody wallet). */
  readonly account: string | null;
  /** Its number in Participants, from 1. */
  readonly number: number;
};

/** A draft becomes active with the account it will act with. */
export const activate = (
  organisation: Organisation,
  account: string | null,
): Decision<Organisation> => {
  if (organisation.status !== "draft") return refuse("organisation.not_draft");
  if (!account) return refuse("organisation.account_missing");
  return decide({ ...organisation, status: "active", account });
};

/** An active organisation is stopped: its members can look but not act, its account is frozen on chain. */
export const suspend = (organisation: Organisation): Decision<Organisation> =>
  organisation.status === "active"
    ? decide({ ...organisation, status: "suspended" })
    : refuse("organisation.not_active");

/** A suspended organisation may act again. */
export const reinstate = (organisation: Organisation): Decision<Organisation> =>
  organisation.status === "suspended"
    ? decide({ ...organisation, status: "active" })
    : refuse("organisation.not_suspended");

/** A draft whose key stays in a member's wallet takes the address that was just proven. */
export const takeAccount = (
  organisation: Organisation,
  account: string,
): Decision<Organisation> => {
  if (organisation.custody !== "wallet") return refuse("organisation.account_kept");
  if (organisation.status !== "draft") return refuse("organisation.not_draft");
  return decide({ ...organisation, account });
};
