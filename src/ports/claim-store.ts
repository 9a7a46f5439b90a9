import type { Currency } from "@/core/money";
import type { OrgScope } from "@/core/scope/scope";

/** Money set aside for an organisation, as a payment of it needs it. */
export type ClaimToCollect = {
  readonly account: string;
  /** Minor units; 0 when nothing is set aside. */
  readonly minor: bigint;
  /** The chain write that pays it already, or null. */
  readonly underWay: string | null;
  /** How often its payment was asked for so far. */
  readonly asked: number;
};

/** Claims inside one transaction. An organisation finds its own, the platform those of sellers and lenders. */
export type ClaimStore = {
  /** Locks whose it is. @throws Refusal `object.not_found`. */
  readonly find: (
    scope: OrgScope,
    whose: { organisationId: string; currency: Currency },
  ) => Promise<ClaimToCollect>;
};
