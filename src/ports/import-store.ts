import type { KnownOrders } from "@/core/import/import-outcome";
import type { ImportState } from "@/core/import/import-state";
import type { Plan, PlannedParty } from "@/core/intake/plan";
import type { OrderDraft } from "@/core/order/order-draft";
import type { OrgScope } from "@/core/scope/scope";

/** An uploaded file with its plan, locked for the transaction. */
export type StoredImport = {
  readonly id: string;
  readonly status: ImportState;
  readonly fileName: string;
  readonly content: Uint8Array;
  readonly plan: Plan;
};

/** Imports and the orders they become, inside one transaction. Another organisation's rows do not exist here. */
export type ImportStore = {
  /** The newest import of the same bytes that was not discarded. */
  readonly findByHash: (scope: OrgScope, fileHash: string) => Promise<{ id: string } | null>;
  /** Locks the row until the transaction ends. @throws Refusal `object.not_found`. */
  readonly lock: (scope: OrgScope, id: string) => Promise<StoredImport>;
  /** Stores a new plan; answers its id. */
  readonly add: (
    scope: OrgScope,
    file: { fileName: string; content: Uint8Array; plan: Plan; at: Date },
  ) => Promise<string>;
  readonly discard: (scope: OrgScope, id: string) => Promise<void>;
  readonly markCommitted: (
    scope: OrgScope,
    id: string,
    done: { at: Date; included: Readonly<Record<string, string>> },
  ) => Promise<void>;
  /** The seller's own party, to notice documents of somebody else. */
  readonly uploader: (scope: OrgScope) => Promise<PlannedParty>;
  /** @throws Refusal `object.not_found` when there is no such active warehouse. */
  readonly requireWarehouse: (id: string) => Promise<void>;
  /** Content hashes of the seller's orders with these keys. */
  readonly knownOrders: (scope: OrgScope, orderKeys: readonly string[]) => Promise<KnownOrders>;
  /** Saves orders with their lines. A key that is known already is a bug here and throws. */
  readonly addOrders: (
    scope: OrgScope,
    batch: {
      importId: string;
      warehouseId: string;
      at: Date;
      orders: readonly { draft: OrderDraft; buyerId: string }[];
    },
  ) => Promise<void>;
  readonly countOrders: (scope: OrgScope, importId: string) => Promise<number>;
};
