import type { CalendarDate } from "@/core/dates/calendar-date";
import type { Plan, PlannedDocument } from "@/core/intake/plan";

/** A document that can be financed as it stands, with anything changed. Tests only. */
export const plannedDocument = (over: Partial<PlannedDocument> = {}): PlannedDocument => ({
  kind: "invoice",
  typeCode: "380",
  number: "INV-1",
  issueDate: "2026-11-01" as CalendarDate,
  currency: "HKD",
  amountDue: "1234.50",
  dueDate: "2027-01-31" as CalendarDate,
  dueDateSource: "stated",
  seller: null,
  buyer: { name: "Nordlicht Handels GmbH", ids: [], country: "DE" },
  payee: null,
  orderReferences: ["PO-7"],
  precedingInvoices: [],
  warehouse: null,
  lines: [],
  verdict: "financeable",
  reasons: [],
  ...over,
});

/** A plan of these documents. Tests only. */
export const planOf = (documents: readonly PlannedDocument[]): Plan => ({
  version: 1,
  fileName: "orders.csv",
  fileHash: `0x${"ab".repeat(32)}`,
  byteLength: 10,
  format: "csv",
  choices: { asOf: "2026-11-21" as CalendarDate },
  documents,
  table: null,
});
