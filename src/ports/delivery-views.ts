import type { LineStand } from "@/core/delivery/delivered-value";
import type { Currency } from "@/core/money";
import type { ShownState } from "@/core/receivable/receivable-filter";
import type { RefusalCode } from "@/core/refusal";
import type { OrgScope } from "@/core/scope/scope";

/** What a warehouse may narrow its lists to. */
export type DeliveryFilter = {
  readonly sellerId?: string;
  readonly currency?: Currency;
  /** Part of a reference, seller, buyer or order number, any letter case. */
  readonly search?: string;
};

/** `deliver`: funded and to be confirmed; `hold`: pledged or financed stock that may leave for its buyer only. */
export type DeliveryList = "deliver" | "hold";

/** One receivable of the warehouse; amounts in minor units of `currency`. */
export type DeliveryRow = {
  readonly id: string;
  readonly reference: string;
  readonly seller: string;
  readonly buyer: string;
  readonly currency: Currency;
  readonly amountDue: bigint;
  /** Signed so far, on its way or released; cumulative. */
  readonly confirmed: bigint;
  readonly orders: number;
  readonly orderNumbers: readonly string[];
  readonly state: ShownState;
  /** Null while no lender has funded. */
  readonly deliverBy: Date | null;
  readonly disputed: boolean;
};

export type DeliveryPage = {
  readonly rows: readonly DeliveryRow[];
  readonly total: number;
  readonly sums: readonly { readonly currency: Currency; readonly amountDue: bigint }[];
};

/** A line as the form draws it: what was ordered and how it stands; cumulative exact decimals. */
export type DeliveryLine = LineStand & {
  readonly key: string;
  /** Null for a line that stands for its whole order. */
  readonly description: string | null;
  readonly sku: string | null;
  readonly unit: string | null;
  readonly ordered: string;
};

export type DeliveryOrder = {
  readonly id: string;
  readonly number: string;
  readonly amountDue: bigint;
  readonly lines: readonly DeliveryLine[];
};

/** A signed confirmation and how far its release has come. */
export type ConfirmationStep = {
  readonly id: string;
  readonly sequence: number;
  readonly status: string;
  /** Cumulative, minor units. */
  readonly delivered: bigint;
  readonly lines: number;
  readonly full: number;
  readonly exceptions: number;
  readonly evidenceHash: string;
  readonly signedBy: string | null;
  readonly createdAt: Date;
  readonly step: string | null;
  readonly txHash: string | null;
  readonly error: string | null;
};

/** The compact panel on the page of a receivable. */
export type DeliveryPanel = DeliveryRow & {
  readonly lines: number;
  /** Value ordered and neither confirmed nor known to be missing. */
  readonly toCome: bigint;
  /** Value known to be short or rejected; with what is confirmed and to come it makes the amount due. */
  readonly missing: bigint;
  /** What confirming everything would release now; 0 when it cannot be confirmed. */
  readonly release: bigint;
  /** Why it cannot be confirmed now. */
  readonly refusal: RefusalCode | null;
  /** Sequence of the last confirmation that counts, 0 for none. */
  readonly after: number;
  readonly custody: "platform" | "wallet";
  readonly steps: readonly ConfirmationStep[];
};

export type DeliveryForm = DeliveryPanel & {
  readonly page: {
    readonly orders: readonly DeliveryOrder[];
    readonly total: number;
  };
};

/** One thing the warehouse signed or declined. */
export type SignedRow = {
  readonly id: string;
  readonly kind: "registration" | "delivery";
  readonly at: Date;
  readonly seller: string;
  /** Of a delivery, or of a registration's only receivable. */
  readonly reference: string | null;
  readonly receivableId: string | null;
  readonly receivables: number;
  readonly currency: Currency;
  /** Sum of a registration, or the value a delivery reached; minor units. */
  readonly amount: bigint;
  readonly status: string;
  readonly reason: string | null;
  readonly txHash: string | null;
  readonly blockNumber: number | null;
  readonly evidenceHash: string | null;
};

export type SignedFilter = {
  readonly kind?: SignedRow["kind"];
  readonly sellerId?: string;
  /** Calendar dates in Hong Kong, both included. */
  readonly from?: string;
  readonly to?: string;
  readonly search?: string;
};

/** What a warehouse reads; it sees its own only. */
export type DeliveryViews = {
  /** Oldest deadline first. */
  readonly list: (
    scope: OrgScope,
    ask: { list: DeliveryList; filter: DeliveryFilter; page: number; pageSize: number },
  ) => Promise<DeliveryPage>;
  /** @throws Refusal `object.not_found`. */
  readonly panel: (scope: OrgScope, receivableId: string) => Promise<DeliveryPanel>;
  /** @throws Refusal `object.not_found`. */
  readonly form: (
    scope: OrgScope,
    ask: { receivableId: string; search?: string; page: number; pageSize: number },
  ) => Promise<DeliveryForm>;
  /** Newest first. */
  readonly signed: (
    scope: OrgScope,
    ask: { filter: SignedFilter; page: number; pageSize: number },
  ) => Promise<{ rows: readonly SignedRow[]; total: number }>;
  /** Sellers that have or had stock here. */
  readonly sellers: (
    scope: OrgScope,
  ) => Promise<readonly { readonly id: string; readonly name: string }[]>;
};
