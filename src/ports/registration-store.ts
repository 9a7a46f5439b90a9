import type { OrderSelection } from "@/core/order/order-filter";
import type { DrawnLot } from "@/core/registration/draw-up";
import type { OrderForLot } from "@/core/registration/group-orders";
import type { OrgScope } from "@/core/scope/scope";
import type { Registration } from "@/core/typed-data/deal";
import type { Hex } from "@/core/typed-data/typed-data";

/** Where a registration stands; `submitted` is on its way to the chain. */
export type RegistrationState =
  | "proposed"
  | "countersigned"
  | "declined"
  | "withdrawn"
  | "submitted"
  | "registered"
  | "failed";

/** A party's account on chain and who keeps its key. */
export type SigningParty = {
  readonly organisationId: string;
  readonly account: Hex | null;
  readonly custody: "platform" | "wallet";
};

/** A registration, locked for the transaction. */
export type StoredRegistration = {
  readonly id: string;
  readonly sellerId: string;
  readonly warehouseId: string;
  readonly status: RegistrationState;
  readonly registration: Registration;
  readonly sellerSignature: Hex;
  readonly receivableIds: readonly string[];
};

/** An order to be signed for, with the buyer as the seller's documents name it. */
export type OrderToSign = OrderForLot & { readonly buyerKey: string };

/** What a seller has signed: one row, its receivables and their orders. */
export type NewRegistration = {
  readonly warehouseId: string;
  readonly currency: string;
  readonly registration: Registration;
  readonly lots: readonly DrawnLot[];
  readonly sellerSignature: string;
  readonly at: Date;
};

/** Registrations inside one transaction, each side seeing its own. */
export type RegistrationStore = {
  /** Ready orders of a selection; locked until the transaction ends. */
  readonly ordersToSign: (
    scope: OrgScope,
    selection: OrderSelection,
  ) => Promise<readonly OrderToSign[]>;
  readonly parties: (ids: readonly string[]) => Promise<ReadonlyMap<string, SigningParty>>;
  /** True when any of these orders or lots belongs to a receivable of anybody already. */
  readonly isTaken: (keys: {
    readonly orderKeys: readonly string[];
    readonly receivableIds: readonly string[];
  }) => Promise<boolean>;
  /** Writes the registration, its receivables as `proposed`, and takes the orders; answers the id. */
  readonly add: (scope: OrgScope, drawn: NewRegistration) => Promise<string>;
  /** Locks a registration of the seller or of the warehouse. @throws Refusal `object.not_found`. */
  readonly lock: (scope: OrgScope, id: string) => Promise<StoredRegistration>;
  readonly submit: (
    scope: OrgScope,
    id: string,
    warehouseSignature: string,
    at: Date,
  ) => Promise<void>;
  /** Ends a registration, forgets its receivables and frees their orders. */
  readonly release: (
    scope: OrgScope,
    id: string,
    end: { readonly status: "declined" | "withdrawn"; readonly reason: string | null },
  ) => Promise<void>;
};
