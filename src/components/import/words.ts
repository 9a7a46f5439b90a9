import type { OutcomeCounts, OutcomeVerdict } from "@/core/import/import-outcome";

const count = (number: number, one: string, many: string): string =>
  `${number.toLocaleString("en")} ${number === 1 ? one : many}`;

const isAre = (number: number): string => count(number, "document is", "documents are");

/** Why a plan saves nothing as it stands, and what to do, by the firmest thing that can be done. */
const nothingFinanceable = (
  { hold, reject, duplicate }: OutcomeCounts,
  includable: number,
): { says: string; next: string } => {
  if (includable > 0)
    return {
      says: "No document can be financed as it stands.",
      next: `${isAre(hold)} on hold. Include what you have looked at, where a box is offered (${count(includable, "document", "documents")}), or mend the file and upload it again.`,
    };
  if (hold + reject > 0)
    return {
      says: "No document in this file can be financed.",
      next: "The reason stands beside each. Download the failed rows, mend them and upload the file again, or put this plan aside.",
    };
  return {
    says: duplicate > 0 ? "Every order in this file is here already." : "This file has no orders.",
    next: "Nothing is left to save; put this plan aside.",
  };
};

/** Everything the import screens say. */
export const importWords = {
  title: "Imports",
  sentence: "Which of these rows can be financed, and what is wrong with the rest?",
  drop: "Drop invoice or order files here, or choose them",
  dropHint:
    "UBL 2.1 invoice (XML) or a table (CSV), up to 10 MB. Nothing is saved before you confirm.",
  reading: "Reading files",
  unreachable: {
    says: "No answer came from the server.",
    next: "Check the connection and drop the file again: what is there already is shown, not added.",
  },
  samplesTitle: "Nothing at hand? Try a sample",
  samplesSentence: "Each download has its own numbers and due dates in the future.",
  samples: [
    { kind: "invoice-ubl", label: "UBL invoice" },
    { kind: "orders-csv", label: "CSV with four orders" },
    { kind: "parcels-csv", label: "CSV with 1,000 parcel orders" },
    { kind: "template", label: "Empty CSV template" },
  ],
  listTitle: "Earlier imports",
  listCaption: "Uploaded files, newest first",
  none: "No file was imported yet",
  noneHint: "Every uploaded file stands here with what it did.",
  file: "File",
  state: "State",
  documents: "Documents",
  saved: "Orders saved",
  uploadedAt: "Uploaded",
  unreadable: "Unreadable",
  unmapped: "Name its columns",
  unmappedHint: "Nothing can be read before you say what each column is.",
  back: "Imports",
  known:
    "This file was uploaded before. You see the import that is there already; nothing was added.",
  committed: (orders: number) =>
    `${count(orders, "order was", "orders were")} imported from this file.`,
  committedNext: "Orders become money when a receivable is made of them.",
  discarded: "This plan was put aside; nothing of it was saved.",
  toOrders: "Show the orders",
  sum: (counts: OutcomeCounts) =>
    `${count(counts.read, "document", "documents")} read = ${counts.financeable.toLocaleString("en")} financeable + ${counts.hold.toLocaleString("en")} on hold + ${counts.reject.toLocaleString("en")} rejected + ${counts.duplicate.toLocaleString("en")} duplicate`,
  verdicts: {
    financeable: "Financeable",
    hold: "On hold",
    reject: "Rejected",
    duplicate: "Duplicate",
  } satisfies Record<OutcomeVerdict, string>,
  all: "All documents",
  filterLabel: "Documents by verdict",
  caption: "Documents of the file with their verdict",
  document: "Document",
  buyer: "Buyer",
  due: "Due date",
  amount: "Amount due",
  verdict: "Verdict",
  why: "Reasons",
  fine: "Nothing stands against it.",
  include: "Include",
  includeHint: "I looked at it; include it",
  dueDateFor: (number: string) => `Due date of ${number}`,
  includeFor: (number: string) => `Include ${number}`,
  noneOfVerdict: "No document has this verdict",
  failedRows: "Download failed rows",
  warehouse: "Warehouse that holds the goods",
  warehouseHint: "It confirms the orders and later their delivery.",
  noWarehouse: "No warehouse can confirm orders yet.",
  noWarehouseHint: "Nothing is lost: the plan stays here until a warehouse is onboarded.",
  importButton: (orders: number) => `Import ${count(orders, "order", "orders")}`,
  nothing: "Nothing to import",
  nothingFinanceable,
  left: (rows: number) => `${count(rows, "document stays", "documents stay")} out.`,
  discard: "Put aside",
  discardTitle: "Put this plan aside?",
  discardText: "Nothing of it was saved. You can upload the file again at any time.",
  mappingTitle: "How the table was read",
  mappingSentence: "Choose what each column is; the file is read again and nothing is saved.",
  column: "Column in the file",
  meaning: "Is read as",
  unused: "Not used",
  samplesOf: "First values",
  numbers: "Decimal mark",
  numbersHint: "Some figures can be read in two ways.",
  dates: "Order of day and month",
  datesHint: "Some dates can be read in two ways.",
  byFile: "As the file shows",
  point: "1,234.56",
  comma: "1.234,56",
  dayFirst: "Day first: 31/12/2026",
  monthFirst: "Month first: 12/31/2026",
  readAgain: "Read again",
  problem: "The file cannot be read as it is",
} as const;
