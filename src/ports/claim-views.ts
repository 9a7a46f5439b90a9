import type { Currency } from "@/core/money";
import type { OrganisationKind, OrgScope } from "@/core/scope/scope";

/** A payment that could not be made and was set aside; amount in minor units. */
export type ParkedPayment = {
  readonly receivableId: string;
  readonly reference: string;
  readonly account: string;
  readonly currency: Currency;
  readonly minor: bigint;
  readonly at: Date;
  readonly txHash: string;
};

/** A claim that was paid later. */
export type CollectedClaim = Pick<ParkedPayment, "currency" | "minor" | "at" | "txHash">;

/** Money set aside for an account in one coin, and how far its payment has come. */
export type WaitingClaim = {
  readonly organisationId: string;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly account: string;
  readonly currency: Currency;
  /** Minor units; the sum of `payments`. */
  readonly minor: bigint;
  /** Oldest first. */
  readonly payments: readonly ParkedPayment[];
  /** The newest chain write that pays it, unless that is done. */
  readonly write: { readonly step: string; readonly error: string | null } | null;
};

/** Money that could not be paid out, by whom it is for. */
export type ClaimViews = {
  /** What is set aside for the scope's own organisation, and what of it was paid in the last 30 days, newest first. */
  readonly own: (
    scope: OrgScope,
  ) => Promise<{ waiting: readonly WaitingClaim[]; collected: readonly CollectedClaim[] }>;
  /** Everybody's but the platform's own, largest first. @throws Refusal `object.not_found` for all but the platform. */
  readonly waiting: (scope: OrgScope) => Promise<readonly WaitingClaim[]>;
};
