import type { Attester, Party } from "@/core/life/life";
import type { Attestation } from "@/core/typed-data/deal";

/** Accounts to be paid at once, in this order; anybody may be named, also twice. */
export type Payees = readonly Party[];

type Deed =
  | { readonly kind: "register"; readonly issuedAt: number; readonly expiry: number }
  | { readonly kind: "raiseOfferFloor"; readonly sequence: number; readonly expiry: number }
  | { readonly kind: "cancel"; readonly expiry: number }
  | { readonly kind: "fund"; readonly lender: Party; readonly amount: bigint }
  | { readonly kind: "closeFunding"; readonly payees: Payees }
  | {
      readonly kind: "lodge" | "release";
      readonly attestation: Attestation;
      readonly signers: readonly Attester[];
    }
  | {
      readonly kind: "voidAttestation";
      readonly seq: number;
      readonly expiry: number;
      readonly signer: Attester;
    }
  | { readonly kind: "closeRelease"; readonly payees: Payees }
  | {
      readonly kind: "dilute";
      readonly diluted: bigint;
      readonly expiry: number;
      /** Holders that sign it as well, each once. */
      readonly consents: readonly Party[];
    }
  | {
      readonly kind: "settle";
      readonly payer: Party;
      readonly amount: bigint;
      readonly payees: Payees;
    }
  | { readonly kind: "transfer"; readonly payer: Party; readonly amount: bigint }
  | { readonly kind: "sweep"; readonly payees: Payees }
  | { readonly kind: "transferOther"; readonly payer: Party; readonly amount: bigint }
  | { readonly kind: "sweepOther" }
  | {
      readonly kind: "buyBack" | "payRecourse";
      readonly payer: Party;
      readonly amount: bigint;
      readonly payees: Payees;
    }
  | { readonly kind: "declareDefault"; readonly payees: Payees }
  | { readonly kind: "payOut"; readonly payees: Payees }
  | {
      readonly kind: "moveNote";
      readonly from: Party;
      readonly to: Party;
      readonly units: bigint;
    }
  | {
      readonly kind: "dispute";
      readonly party: Party;
      readonly amount: bigint;
      readonly expiry: number;
    }
  | {
      readonly kind: "resolveDispute";
      readonly undelivered: bigint;
      readonly expiry: number;
      /** Both sides, two arbiters, one side alone, or one side and one arbiter. */
      readonly by: "sides" | "arbiters" | "buyer" | "buyerAndArbiter";
      /** Accounts said to hold all units, each once; for arbiters. */
      readonly holders: readonly Party[];
    }
  | { readonly kind: "closeDispute" }
  | { readonly kind: "promisePayment"; readonly payBy: number; readonly expiry: number }
  | { readonly kind: "proveDuplicate" }
  | {
      readonly kind: "buyNotes";
      readonly holder: Party;
      readonly buyer: Party;
      readonly units: bigint;
      readonly price: bigint;
      readonly expiry: number;
      /** The only one that may buy, if any. */
      readonly lender: Party | null;
      /** Drawn up for another sum of distributions. */
      readonly isOutdated: boolean;
    }
  | {
      readonly kind: "proposeForced" | "approveForced" | "forced";
      readonly from: Party;
      readonly to: Party;
      readonly units: bigint;
    }
  | {
      readonly kind: "proposeRecovery" | "approveRecovery" | "recover";
      readonly account: Party;
      readonly to: Party;
    }
  | { readonly kind: "freezeUnits"; readonly holder: Party; readonly units: bigint }
  | { readonly kind: "list" | "freeze"; readonly party: Party; readonly isOn: boolean }
  | { readonly kind: "license"; readonly lender: Party; readonly until: number }
  | { readonly kind: "claim"; readonly account: Party }
  | {
      readonly kind: "claimTo";
      readonly account: Party;
      readonly to: Party;
      readonly expiry: number;
    };

/** What can happen to a receivable or to its parties. Whoever an act belongs to has signed it unless it says not. */
export type Act = Deed & {
  /** Another deal than the committed one is passed in. */
  readonly isForeign?: boolean;
  /** Neither called nor signed by the one it belongs to. */
  readonly isUnsigned?: boolean;
};

/** The name of an act. */
export type ActKind = Act["kind"];

/** The act of one kind. */
export type ActOf<Kind extends ActKind, One = Act> = One extends { readonly kind: ActKind }
  ? Kind extends One["kind"]
    ? One
    : never
  : never;
