import type { Money } from "@/core/money";
import type { OrgScope } from "@/core/scope/scope";

/** Something that waits for the reader, with the list it stands in. */
export type HomeTask = { readonly key: HomeTaskKey; readonly count: number };

export type HomeTaskKey =
  | "importsPlanned"
  | "ordersReady"
  | "receivablesToOffer"
  | "registrationsFailed"
  | "overdue"
  | "defaulted"
  | "disputed"
  | "setAsideLender"
  | "setAsideSeller"
  | "setAside"
  | "offersOpen"
  | "positionsDue"
  | "countersign"
  | "deliveries"
  | "approvals"
  | "writesFailed";

/** Sums of one currency for the seller. */
export type SellerFigures = {
  readonly currency: Money["currency"];
  /** What lenders can fund now: open offers. */
  readonly offered: bigint;
  /** Amount due of registered receivables without an offer, and of orders that are ready. */
  readonly unoffered: bigint;
  readonly ready: bigint;
  readonly inEscrow: bigint;
  readonly released: bigint;
  readonly remainder: bigint;
  readonly collected: bigint;
};

/** Sums of one currency for a lender. */
export type LenderFigures = {
  readonly currency: Money["currency"];
  readonly left: bigint;
  readonly held: bigint;
  readonly paid: bigint;
};

/** Sums of one currency for the platform. */
export type PlatformFigures = {
  readonly currency: Money["currency"];
  readonly outstanding: bigint;
  readonly overdue: bigint;
  /** Ledger minus chain at the last comparison; null before the first. */
  readonly difference: bigint | null;
};

export type HomeView =
  | {
      readonly kind: "seller";
      readonly tasks: readonly HomeTask[];
      readonly figures: readonly SellerFigures[];
    }
  | {
      readonly kind: "lender";
      readonly tasks: readonly HomeTask[];
      readonly figures: readonly LenderFigures[];
    }
  | { readonly kind: "warehouse"; readonly tasks: readonly HomeTask[] }
  | {
      readonly kind: "platform";
      readonly tasks: readonly HomeTask[];
      readonly figures: readonly PlatformFigures[];
    }
  | { readonly kind: "buyer"; readonly tasks: readonly HomeTask[] };

export type HomeViews = { readonly home: (scope: OrgScope) => Promise<HomeView> };
