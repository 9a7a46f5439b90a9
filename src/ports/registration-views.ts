import type { Currency } from "@/core/money";
import type { OrgScope } from "@/core/scope/scope";

/** One receivable of a registration as the warehouse checks it. */
export type RegistrationLot = {
  readonly receivableId: string;
  readonly reference: string;
  readonly buyer: string;
  /** Minor units. */
  readonly amountDue: bigint;
  readonly dueDate: string;
  readonly orderCount: number;
  /** The first order numbers; all of them stand on the receivable's page. */
  readonly orderNumbers: readonly string[];
};

/** A registration in a list of either side. */
export type RegistrationRow = {
  readonly id: string;
  readonly seller: string;
  readonly warehouse: string;
  readonly currency: Currency;
  readonly status: string;
  readonly receivables: number;
  readonly orders: number;
  /** Minor units. */
  readonly amountDue: bigint;
  readonly createdAt: Date;
  /** Last moment at which it can be countersigned and carried in. */
  readonly expiresAt: Date;
};

export type RegistrationDetail = RegistrationRow & {
  readonly lots: readonly RegistrationLot[];
  /** Who keeps the warehouse's key: with `wallet` the member's own wallet must sign. */
  readonly warehouseCustody: "platform" | "wallet";
};

export type RegistrationViews = {
  /**
   * Registrations the warehouse can still sign (for a warehouse), or the seller's own that wait, those among them whose
   * time to sign is over.
   */
  readonly awaiting: (scope: OrgScope) => Promise<readonly RegistrationRow[]>;
  /** @throws Refusal `object.not_found`. */
  readonly detail: (scope: OrgScope, id: string) => Promise<RegistrationDetail>;
};
