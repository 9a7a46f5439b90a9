import type { CalendarDate } from "@/core/dates/calendar-date";
import type { Currency } from "@/core/money";
import type { AgeingBucket, AgeingLine } from "@/core/position/ageing";
import type { OrgScope } from "@/core/scope/scope";

/** A lender's holding of one receivable, or an order for one that is not executed yet. Amounts in minor units. */
export type PositionRow = {
  readonly receivableId: string;
  readonly reference: string;
  readonly currency: Currency;
  readonly sellerName: string;
  readonly buyerName: string;
  /** The chain's word, or `submitted` while the funding is signed and not executed. */
  readonly status: string;
  readonly dueDate: CalendarDate;
  readonly units: bigint;
  /** Share of all notes, basis points rounded down. */
  readonly shareBps: number;
  /** Principal of this holder that is still out: in escrow or with the seller. */
  readonly principal: bigint;
  /** Part of `principal` that waits in escrow and earns nothing. */
  readonly escrow: bigint;
  /** Charge earned from release until today, paid or not. */
  readonly accrued: bigint;
  /** Principal and charge together if the buyer pays in full on the due date. */
  readonly expected: bigint;
  /** Paid to this holder so far: principal and charge. */
  readonly paid: bigint;
  /** Part of `paid` that could not be paid out and waits as a claim. */
  readonly setAside: bigint;
  /** Part of `paid` that is charge. */
  readonly earned: bigint;
  readonly rateBps: number;
  readonly bucket: AgeingBucket;
  readonly fundedAt: Date | null;
};

export type PositionTotals = {
  readonly currency: Currency;
  readonly principal: bigint;
  readonly escrow: bigint;
  readonly submitted: bigint;
  readonly accrued: bigint;
  readonly expected: bigint;
  readonly paid: bigint;
  readonly setAside: bigint;
  readonly earned: bigint;
  /** Outstanding principal by age; the lines sum to `principal`. */
  readonly ageing: readonly AgeingLine[];
};

export type PositionFilters = {
  readonly currency: Currency | null;
  readonly state: "open" | "late" | "closed" | "submitted" | null;
};

export type PositionPage = {
  readonly rows: readonly PositionRow[];
  readonly totals: readonly PositionTotals[];
  /** How many rows each state has, before the state filter. */
  readonly counts: Readonly<Record<"all" | "open" | "late" | "closed" | "submitted", number>>;
  /** The moment the accruals are for. */
  readonly asOf: Date;
};

/** What a lender holds, or held. */
export type PositionViews = {
  readonly list: (scope: OrgScope, filters: PositionFilters) => Promise<PositionPage>;
};
