import type { CalendarDate } from "@/core/dates/calendar-date";
import { readDecimal } from "@/core/decimal";
import type { Draft, DraftLine, DraftParty } from "@/core/intake/draft";
import type { PlanChoices, PlannedDocument, PlannedLine, PlannedParty } from "@/core/intake/plan";
import { type Reason, reason, type Severity, verdictOf } from "@/core/intake/reason";
import { printAmount } from "@/core/intake/rules/currency-decimals";
import { judgeAmount } from "@/core/intake/rules/judge-amount";
import { judgeCurrency } from "@/core/intake/rules/judge-currency";
import { judgeDueDate, readDocumentDate } from "@/core/intake/rules/judge-due-date";
import { judgeKind } from "@/core/intake/rules/judge-kind";
import { judgeLegend } from "@/core/intake/rules/judge-legend";
import { judgeIdentifiers, judgeLines } from "@/core/intake/rules/judge-lines";
import { judgeParties } from "@/core/intake/rules/judge-parties";

/** Judges a draft as a credit officer would: what it is, what is owed, by whom, when, and to whom. */
export const judge = (draft: Draft, choices: PlanChoices): PlannedDocument => {
  const { kind, reasons: kindReasons } = judgeKind(draft);
  const { currency, reasons: currencyReasons } = judgeCurrency(draft);
  const { amountDue, reasons: amountReasons } = judgeAmount(draft, currency);
  const issue = judgeIssue(draft, choices.asOf);
  const dueDate = judgeDueDate(draft, issue.date, choices.asOf);
  const debt = kind === "creditNote" ? [] : [...currencyReasons, ...dueDate.reasons];
  const reasons = bySeverity([
    ...draft.reasons,
    ...kindReasons,
    ...judgeNumber(draft),
    ...amountReasons,
    ...debt,
    ...issue.reasons,
    ...judgeParties(draft, choices),
    ...judgeLegend(draft),
    ...judgeLines(draft),
    ...judgeIdentifiers(draft),
  ]);
  return {
    kind,
    typeCode: draft.typeCode?.text ?? null,
    number: draft.number?.text ?? null,
    issueDate: issue.date,
    currency,
    amountDue,
    dueDate: dueDate.due.date,
    dueDateSource: dueDate.due.source,
    seller: planParty(draft.seller),
    buyer: planParty(draft.buyer),
    payee: planParty(draft.payee),
    orderReferences: draft.orderReferences,
    precedingInvoices: draft.precedingInvoices,
    warehouse: draft.warehouse,
    lines: draft.lines.map((line) => planLine(line, currency)),
    verdict: verdictOf(reasons),
    reasons,
  };
};

/** A document that stands for a file nothing could be read from. */
export const unreadableDocument = (why: Reason): PlannedDocument => ({
  kind: "unknown",
  typeCode: null,
  number: null,
  issueDate: null,
  currency: null,
  amountDue: null,
  dueDate: null,
  dueDateSource: "none",
  seller: null,
  buyer: null,
  payee: null,
  orderReferences: [],
  precedingInvoices: [],
  warehouse: null,
  lines: [],
  verdict: verdictOf([why]),
  reasons: [why],
});

/** The same document with further reasons, its verdict found anew. */
export const withReasons = (
  document: PlannedDocument,
  more: readonly Reason[],
): PlannedDocument => {
  const reasons = bySeverity([...document.reasons, ...more]);
  return { ...document, reasons, verdict: verdictOf(reasons) };
};

const RANK: Readonly<Record<Severity, number>> = { stop: 0, warn: 1, info: 2 };

const bySeverity = (reasons: readonly Reason[]): readonly Reason[] =>
  [...reasons].sort((left, right) => RANK[left.severity] - RANK[right.severity]);

const judgeNumber = ({ number, places }: Draft): readonly Reason[] =>
  number === null
    ? [
        reason(
          "number.missing",
          places.number,
          "The document has no number, so it cannot be told from a copy. Add its number.",
        ),
      ]
    : [];

const judgeIssue = (
  { issueDate, places }: Draft,
  asOf: CalendarDate,
): { date: CalendarDate | null; reasons: readonly Reason[] } => {
  if (issueDate === null) {
    const message = "The issue date is missing. Add the day the document was issued.";
    return { date: null, reasons: [reason("issue_date.missing", places.issueDate, message)] };
  }
  const date = readDocumentDate(issueDate.text);
  if (date === undefined) {
    const message = `"${issueDate.text}" is no date. Write the issue date as year-month-day, for example 2027-01-31.`;
    return { date: null, reasons: [reason("issue_date.unreadable", issueDate.path, message)] };
  }
  if (date <= asOf) return { date, reasons: [] };
  const message = `The issue date ${date} lies after ${asOf}. Wait until it is issued, or correct the date.`;
  return { date, reasons: [reason("issue_date.future", issueDate.path, message)] };
};

const planParty = (party: DraftParty | null): PlannedParty | null =>
  party === null
    ? null
    : {
        name: party.names[0] ?? null,
        ids: party.ids.map(({ scheme, value }) => ({ scheme, value })),
        country: party.country,
      };

const planLine = (line: DraftLine, currency: string | null): PlannedLine => {
  const net = line.net === null ? undefined : readDecimal(line.net.text);
  return {
    id: line.id,
    description: line.description,
    sku: line.sku,
    gtin: line.gtin?.text ?? null,
    quantity: line.quantity,
    unit: line.unit,
    unitPrice: line.unitPrice,
    net: net === undefined ? null : printAmount(net, currency),
  };
};
