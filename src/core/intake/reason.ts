/**
 * How far a reason reaches. `info` changes nothing, `warn` holds the document until a person has
 * looked, `stop` means it cannot be financed.
 */
export type Severity = "info" | "warn" | "stop";

/** Every reason a plan can give, with its reach. A document's verdict follows from its worst reason. */
export const REASONS = {
  "file.empty": "stop",
  "file.too_large": "stop",
  "file.binary": "stop",
  "file.encoding": "stop",
  "file.not_xml": "stop",
  "file.doctype": "stop",
  "file.too_deep": "stop",
  "file.not_ubl": "stop",
  "file.not_table": "stop",
  "file.no_documents": "stop",
  "file.too_many_rows": "stop",
  "file.unread": "stop",
  "column.missing": "stop",
  "column.twice": "stop",
  "kind.credit_note": "stop",
  "kind.factored": "stop",
  "kind.not_a_debt": "stop",
  "kind.prepayment": "warn",
  "kind.self_billed": "warn",
  "kind.correction": "warn",
  "kind.partial": "warn",
  "kind.special": "warn",
  "kind.missing": "warn",
  "kind.unknown": "warn",
  "kind.not_a_sale": "stop",
  "kind.copy": "warn",
  "number.missing": "warn",
  "issue_date.missing": "warn",
  "issue_date.unreadable": "warn",
  "issue_date.future": "warn",
  "seller.missing": "warn",
  "seller.not_you": "warn",
  "buyer.missing": "warn",
  "buyer.same_as_seller": "stop",
  "buyer.related": "warn",
  "payee.other_party": "stop",
  "payee.unclear": "warn",
  "payee.same_party": "info",
  "legend.assigned": "stop",
  "legend.factoring": "warn",
  "legend.assignment_ban": "warn",
  "legend.too_long": "warn",
  "account.other_name": "info",
  "currency.missing": "warn",
  "currency.unknown": "warn",
  "currency.no_coin": "warn",
  "currency.mixed": "warn",
  "amount.missing": "stop",
  "amount.unreadable": "stop",
  "amount.twice": "stop",
  "amount.not_positive": "stop",
  "amount.too_fine": "warn",
  "amount.too_large": "warn",
  "amount.identity": "warn",
  "amount.prepaid": "info",
  "amount.total_differs": "warn",
  "line.missing": "warn",
  "line.amount": "warn",
  "line.sum": "warn",
  "line.twice": "warn",
  "order.repeated": "warn",
  "due_date.missing": "warn",
  "due_date.unreadable": "warn",
  "due_date.several": "warn",
  "due_date.past": "warn",
  "due_date.before_issue": "warn",
  "due_date.far": "warn",
  "due_date.from_terms": "info",
  "due_date.terms_differ": "info",
  "terms.discount": "info",
  "id.check_digit": "info",
  "cell.missing": "warn",
  "cell.number": "warn",
  "cell.number_ambiguous": "warn",
  "cell.date": "warn",
  "cell.date_ambiguous": "warn",
  "cell.formula": "warn",
  "cell.conflict": "warn",
  "cell.currency_sign": "warn",
  "row.width": "warn",
  "row.total": "info",
  "row.total_differs": "warn",
} as const satisfies Record<string, Severity>;

/** The stable name of a reason, for programs. */
export type ReasonCode = keyof typeof REASONS;

/**
 * Why a document has its verdict. `path` says where: an XPath-like place in XML
 * (`/Invoice/LegalMonetaryTotal/PayableAmount`), row and column in a table (`row 7, column amount`),
 * or `/` for the whole file. `message` says what is wrong and what to do.
 */
export type Reason = {
  readonly code: ReasonCode;
  readonly severity: Severity;
  readonly path: string;
  readonly message: string;
};

/** What may happen to a document: offered for finance, waiting for a person, or not financeable. */
export type Verdict = "financeable" | "hold" | "reject";

/** Builds a reason; its severity comes from the table. */
export const reason = (code: ReasonCode, path: string, message: string): Reason => ({
  code,
  severity: REASONS[code],
  path,
  message,
});

/** The verdict that the worst of the reasons asks for; financeable when none stands against it. */
export const verdictOf = (reasons: readonly Reason[]): Verdict => {
  if (reasons.some(({ severity }) => severity === "stop")) return "reject";
  return reasons.some(({ severity }) => severity === "warn") ? "hold" : "financeable";
};
