import type { FundableOffer, LenderStanding } from "@/core/funding/fund";
import type { Currency } from "@/core/money";
import type { OrgScope } from "@/core/scope/scope";
import type { Deal } from "@/core/typed-data/deal";
import type { Hex } from "@/core/typed-data/typed-data";

/** Everything a funding decision rests on, read at one moment. */
export type FundingFacts = {
  readonly lender: LenderStanding & { readonly custody: "platform" | "wallet" };
  readonly offer: FundableOffer;
  readonly deal: Deal;
  readonly sellerSignature: Hex;
  readonly currency: Currency;
};

export type FundingRecord = {
  readonly id: string;
  readonly receivableId: string;
  /** Minor units. */
  readonly amount: bigint;
  readonly salt: Hex;
  readonly status: "submitted" | "funded" | "failed";
  /** Deal hash of the terms it was signed for. */
  readonly dealHash: string;
};

/** Fundings of one lender, inside a transaction. */
export type FundingStore = {
  /**
   * The offer that counts and the lender's own standing; null when there is none this lender may see.
   * `lock` holds the receivable until the transaction ends, so that two fundings cannot both take what is left.
   */
  readonly facts: (
    scope: OrgScope,
    receivableId: string,
    mode: "read" | "lock",
  ) => Promise<FundingFacts | null>;
  /** The lender's own funding made with this salt. */
  readonly bySalt: (scope: OrgScope, salt: Hex) => Promise<FundingRecord | null>;
  /** Refuses with `funding.salt_reused` where the lender used the salt for another receivable at the same moment. */
  readonly add: (
    scope: OrgScope,
    funding: Omit<FundingRecord, "status" | "dealHash"> & {
      readonly signature: Hex;
      readonly intentId: string;
      readonly at: Date;
    },
  ) => Promise<void>;
};
