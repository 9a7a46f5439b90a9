import type { CalendarDate } from "@/core/dates/calendar-date";
import type { Reason, Verdict } from "@/core/intake/reason";

/** What a document is. `unknown` is a file, or a table without rows, that could not be read as either. */
export type DocumentKind = "invoice" | "creditNote" | "unknown";

/**
 * Where a due date comes from: stated by the document, its payment instructions, its payment terms,
 * entered by a person, counted from a delivery, or nowhere.
 */
export type DueDateSource = "stated" | "payment-means" | "terms" | "entered" | "delivery" | "none";

/** An identifier of a party as the document writes it. `scheme` is empty where none is given. */
export type PartyId = { readonly scheme: string; readonly value: string };

/** A party as the document names it. `country` is an ISO 3166 code or null. */
export type PlannedParty = {
  readonly name: string | null;
  readonly ids: readonly PartyId[];
  readonly country: string | null;
};

/** One line of a document. Quantities, prices and amounts are exact decimal strings. */
export type PlannedLine = {
  readonly id: string;
  readonly description: string | null;
  readonly sku: string | null;
  readonly gtin: string | null;
  readonly quantity: string | null;
  readonly unit: string | null;
  readonly unitPrice: string | null;
  readonly net: string | null;
};

/** A document of the file with everything that financing it needs, and the verdict on it. */
export type PlannedDocument = {
  readonly kind: DocumentKind;
  /** UNTDID 1001 code where the format has one. */
  readonly typeCode: string | null;
  readonly number: string | null;
  readonly issueDate: CalendarDate | null;
  /** ISO 4217 code as written; it need not have a settlement coin. */
  readonly currency: string | null;
  /** What is to be paid, as an exact decimal string such as `1234.50`; never the gross total. */
  readonly amountDue: string | null;
  readonly dueDate: CalendarDate | null;
  readonly dueDateSource: DueDateSource;
  readonly seller: PlannedParty | null;
  readonly buyer: PlannedParty | null;
  readonly payee: PlannedParty | null;
  /** Numbers of the orders behind the document: buyer's and seller's order numbers, in document order. */
  readonly orderReferences: readonly string[];
  /** Invoices that this document refers to, as a credit note does. */
  readonly precedingInvoices: readonly string[];
  readonly warehouse: string | null;
  readonly lines: readonly PlannedLine[];
  readonly verdict: Verdict;
  readonly reasons: readonly Reason[];
};

/** How a file was read. */
export type PlanFormat = "ubl-invoice" | "ubl-credit-note" | "csv" | "unreadable";

/** A record of a table. `row` counts from 1 with the header included, as a spreadsheet shows it. */
export type PlannedRow = {
  readonly row: number;
  readonly cells: readonly string[];
  /** Index into the plan's documents, or null for a row that is no order line. */
  readonly document: number | null;
  /** Reasons about this row's cells; the same objects stand on the document. */
  readonly reasons: readonly Reason[];
};

/** The table behind a CSV plan: how it was read, and each record. */
export type PlannedTable = {
  readonly charset: string;
  readonly delimiter: string;
  readonly headerRow: number;
  readonly header: readonly string[];
  /** Column name of the template for each column, or null for a column that is not used. */
  readonly mapping: readonly (string | null)[];
  readonly rows: readonly PlannedRow[];
};

/** What a person chose before the file was planned. Part of the plan, so that a commit repeats nothing. */
export type PlanChoices = {
  /** The day that past and future are judged against. */
  readonly asOf: CalendarDate;
  /** `.` or `,` where chosen; without a choice an ambiguous number is held. */
  readonly decimalMark?: "." | ",";
  /** Order of day and month in dates such as 03/04/2026; without a choice they are held. */
  readonly dateOrder?: "day-first" | "month-first";
  /** Template column for a header text, overriding the aliases; null leaves a column out. */
  readonly columns?: Readonly<Record<string, string | null>>;
  /** The organisation that uploads; a document of another seller is held. */
  readonly uploader?: PlannedParty;
};

/** An uploaded file, judged. Never changed: a commit does exactly what the plan says. */
export type Plan = {
  readonly version: 1;
  readonly fileName: string;
  /** SHA-256 of the bytes, `0x` and 64 hex digits. */
  readonly fileHash: string;
  readonly byteLength: number;
  readonly format: PlanFormat;
  readonly choices: PlanChoices;
  readonly documents: readonly PlannedDocument[];
  readonly table: PlannedTable | null;
};

/** Documents by verdict; the three always sum to all documents of the plan. */
export const countVerdicts = (plan: Plan): Record<Verdict, number> => {
  const counts = { financeable: 0, hold: 0, reject: 0 };
  for (const { verdict } of plan.documents) counts[verdict] += 1;
  return counts;
};
