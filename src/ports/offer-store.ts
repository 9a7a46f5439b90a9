import type { OrgScope } from "@/core/scope/scope";
import type { Deal, Offer, Terms } from "@/core/typed-data/deal";
import type { Hex } from "@/core/typed-data/typed-data";

/** A seller's receivable with what an offer on it needs, locked for the transaction. */
export type ReceivableToOffer = {
  readonly id: string;
  readonly status: string;
  readonly terms: Terms;
  readonly registeredAt: Date | null;
  readonly diluted: bigint;
  readonly collected: bigint;
  /** Highest sequence signed so far; 0 when none. */
  readonly lastSequence: number;
  readonly openOfferId: string | null;
  readonly custody: "platform" | "wallet";
};

export type NewOffer = {
  readonly receivableId: string;
  readonly deal: Deal;
  readonly offer: Offer;
  readonly maximum: bigint;
  readonly signature: string;
  readonly at: Date;
};

/** Offers inside one transaction; only the seller's own receivables exist here. */
export type OfferStore = {
  /** Locks the receivable. @throws Refusal `object.not_found`. */
  readonly receivable: (scope: OrgScope, id: string) => Promise<ReceivableToOffer>;
  /** A lender's account by organisation, to name it in an offer; null when it has none or is no lender. */
  readonly lenderAccount: (lenderId: string) => Promise<Hex | null>;
  /** Ends the open offer, if any, as replaced or taken back. */
  readonly close: (
    scope: OrgScope,
    receivableId: string,
    status: "superseded" | "withdrawn",
  ) => Promise<void>;
  /** Stores a signed offer as the open one; answers its id. */
  readonly add: (scope: OrgScope, offer: NewOffer) => Promise<string>;
};
