import type { OrderedGoods } from "@/core/delivery/delivered-value";
import type { DeliveryRecord } from "@/core/delivery/delivery-record";
import type { ReleaseBooks } from "@/core/delivery/releasable";
import type { OrgScope } from "@/core/scope/scope";
import type { Attestation } from "@/core/typed-data/deal";
import type { JsonStruct } from "@/core/typed-data/deal-json";
import type { Hex } from "@/core/typed-data/typed-data";

/** The last confirmation that counts: signed and on its way, or released. */
export type LastConfirmation = {
  readonly id: string;
  readonly sequence: number;
  /** Cumulative, minor units. */
  readonly delivered: bigint;
  readonly record: DeliveryRecord;
};

/** A receivable of the warehouse, locked for the transaction, with everything a confirmation rests on. */
export type DeliveryToConfirm = {
  readonly id: string;
  readonly sellerId: string;
  readonly status: string;
  /** As the contract wants it back, null before the registration. */
  readonly deal: JsonStruct | null;
  readonly disputed: boolean;
  readonly books: Omit<ReleaseBooks, "advanceBps">;
  readonly orders: readonly OrderedGoods[];
  readonly last: LastConfirmation | null;
  /** Highest sequence ever used, refused ones included; 0 for none. */
  readonly lastSequence: number;
};

/** A signed confirmation to be saved. */
export type NewAttestation = {
  readonly id: string;
  readonly receivableId: string;
  readonly attestation: Attestation;
  readonly record: DeliveryRecord;
  readonly message: JsonStruct;
  readonly signature: Hex;
  readonly at: Date;
};

/** Deliveries inside one transaction; a warehouse sees its own only. */
export type DeliveryStore = {
  /** Locks a receivable of the scope's warehouse. @throws Refusal `object.not_found`. */
  readonly lock: (scope: OrgScope, receivableId: string) => Promise<DeliveryToConfirm>;
  readonly add: (scope: OrgScope, attestation: NewAttestation) => Promise<void>;
};
