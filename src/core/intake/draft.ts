import type { CalendarDate } from "@/core/dates/calendar-date";
import type { DueDateSource, PartyId } from "@/core/intake/plan";
import type { Reason } from "@/core/intake/reason";
import type { Found } from "@/core/intake/xml-element";

/** An amount as written, with the currency written beside it. */
export type DraftAmount = Found & { readonly currency: string | null };

/** A party as written: all its names and identifiers. */
export type DraftParty = {
  readonly path: string;
  readonly names: readonly string[];
  readonly ids: readonly (PartyId & { readonly path: string })[];
  readonly country: string | null;
};

/** A line as written. */
export type DraftLine = {
  readonly path: string;
  readonly id: string;
  readonly description: string | null;
  readonly sku: string | null;
  readonly gtin: Found | null;
  readonly quantity: string | null;
  readonly unit: string | null;
  readonly unitPrice: string | null;
  readonly net: DraftAmount | null;
};

/** The totals as written; each null where the document has none. */
export type DraftTotals = {
  readonly lines: DraftAmount | null;
  readonly allowances: DraftAmount | null;
  readonly charges: DraftAmount | null;
  readonly net: DraftAmount | null;
  readonly taxes: readonly DraftAmount[];
  readonly withheld: readonly DraftAmount[];
  readonly gross: DraftAmount | null;
  readonly prepaid: DraftAmount | null;
  readonly rounding: DraftAmount | null;
  /** Every amount the document calls payable; more than one cannot be believed. */
  readonly payable: readonly DraftAmount[];
};

/** A due date as written, and what kind of field it stood in. */
export type DraftDueDate = { readonly found: Found; readonly source: DueDateSource };

/** Where a missing field would stand, to point a person at the place. */
export type Place =
  | "document"
  | "typeCode"
  | "number"
  | "issueDate"
  | "dueDate"
  | "currency"
  | "seller"
  | "buyer"
  | "amountDue"
  | "lines";

/** A document as written, whatever its format: found, placed, not yet judged. */
export type Draft = {
  readonly format: "ubl" | "table";
  readonly root: "invoice" | "creditNote";
  readonly places: Readonly<Record<Place, string>>;
  readonly typeCode: Found | null;
  readonly copy: Found | null;
  readonly number: Found | null;
  readonly issueDate: Found | null;
  readonly currency: Found | null;
  readonly dueDates: readonly DraftDueDate[];
  readonly terms: readonly Found[];
  readonly notes: readonly Found[];
  readonly accountNames: readonly Found[];
  readonly totals: DraftTotals;
  readonly seller: DraftParty | null;
  readonly buyer: DraftParty | null;
  readonly payee: DraftParty | null;
  readonly orderReferences: readonly string[];
  readonly precedingInvoices: readonly string[];
  readonly warehouse: string | null;
  readonly lines: readonly DraftLine[];
  /** Reasons found while reading, such as a cell that is no number. */
  readonly reasons: readonly Reason[];
};

/** A due date after judging. */
export type DueDate = { readonly date: CalendarDate | null; readonly source: DueDateSource };
