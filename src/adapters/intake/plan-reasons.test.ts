import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { BYTES_MAX, planFile } from "@/adapters/intake/plan-file";
import type { CalendarDate } from "@/core/dates/calendar-date";
import type { PlanChoices } from "@/core/intake/plan";
import { REASONS, type ReasonCode } from "@/core/intake/reason";

const choices: PlanChoices = { asOf: "2026-11-21" as CalendarDate };

const fixture = (name: string): string =>
  readFileSync(new URL(`../../core/intake/fixtures/${name}`, import.meta.url), "utf8");

const invoice = fixture("invoice.xml");

/** The good invoice with one text replaced; throws where the text is not in it, so that no fixture rots. */
const changed = (...edits: readonly (readonly [string, string])[]): string =>
  edits.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`the fixture has no ${from}`);
    return text.replaceAll(from, to);
  }, invoice);

const typed = (code: string): string => changed([">380<", `>${code}<`]);
const due = (date: string): string => changed(["2027-01-29", date]);
const noted = (note: string): string => changed(["Delivered from warehouse Bremen 2.", note]);
const payable = (amount: string): string =>
  changed([
    '<cbc:PayableAmount currencyID="HKD">124500.00',
    `<cbc:PayableAmount currencyID="HKD">${amount}`,
  ]);
const payee = (inner: string): string =>
  changed(["<cac:PaymentMeans>", `<cac:PayeeParty>${inner}</cac:PayeeParty><cac:PaymentMeans>`]);
const terms = (note: string): string =>
  changed([
    "<cac:TaxTotal>",
    `<cac:PaymentTerms><cbc:Note>${note}</cbc:Note></cac:PaymentTerms><cac:TaxTotal>`,
  ]);
const DUE = "<cbc:DueDate>2027-01-29</cbc:DueDate>";

const HEAD = "order_number,buyer_name,currency,issue_date,due_date,amount";
const table = (...rows: string[]): string => [HEAD, ...rows].join("\n");
const ROW = "A-1,Nordwind,HKD,2026-11-01,2027-01-10,100.00";
const cells = (head: string, row: string): string => `${HEAD},${head}\n${ROW},${row}`;

type Fixture = {
  readonly file: string | Uint8Array;
  readonly path: string;
  readonly choices?: Partial<PlanChoices>;
};

const TOTAL = "/Invoice/LegalMonetaryTotal";

/** One file per reason; a reason without a file does not compile. `file.unread` is the command's own. */
const FIXTURES: Readonly<Record<Exclude<ReasonCode, "file.unread">, Fixture>> = {
  "file.empty": { file: "", path: "/" },
  "file.too_large": { file: new Uint8Array(BYTES_MAX + 1), path: "/" },
  "file.binary": { file: "%PDF-1.7", path: "/" },
  "file.encoding": { file: '<?xml version="1.0" encoding="KLINGON"?><a/>', path: "/" },
  "file.not_xml": { file: invoice.slice(0, 900), path: "/" },
  "file.doctype": { file: `<!DOCTYPE Invoice SYSTEM "x">${invoice.slice(39)}`, path: "/" },
  "file.too_deep": { file: `${"<a>".repeat(90)}${"</a>".repeat(90)}`, path: "/" },
  "file.not_ubl": { file: '<Invoice xmlns="urn:other"/>', path: "/Invoice" },
  "file.not_table": { file: "Dear sirs", path: "row 1" },
  "file.no_documents": { file: HEAD, path: "row 1" },
  "file.too_many_rows": { file: `${HEAD}\n${`${ROW}\n`.repeat(100_001)}`, path: "/" },
  "column.missing": { file: "order_number,currency,due_date\nA,HKD,2027-01-01", path: "row 1" },
  "column.twice": { file: `${HEAD},amount\n${ROW},1`, path: "row 1, column amount" },
  "kind.credit_note": { file: fixture("credit-note.xml"), path: "/CreditNote/CreditNoteTypeCode" },
  "kind.factored": { file: typed("393"), path: "/Invoice/InvoiceTypeCode" },
  "kind.not_a_debt": { file: typed("325"), path: "/Invoice/InvoiceTypeCode" },
  "kind.prepayment": { file: typed("386"), path: "/Invoice/InvoiceTypeCode" },
  "kind.self_billed": { file: typed("389"), path: "/Invoice/InvoiceTypeCode" },
  "kind.correction": { file: typed("384"), path: "/Invoice/InvoiceTypeCode" },
  "kind.partial": { file: typed("326"), path: "/Invoice/InvoiceTypeCode" },
  "kind.special": { file: typed("383"), path: "/Invoice/InvoiceTypeCode" },
  "kind.missing": {
    file: changed(["<cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>", ""]),
    path: "/Invoice/InvoiceTypeCode",
  },
  "kind.unknown": { file: typed("999"), path: "/Invoice/InvoiceTypeCode" },
  "kind.not_a_sale": { file: cells("order_type", "Return"), path: "row 2, column order_type" },
  "kind.copy": {
    file: changed([DUE, `<cbc:CopyIndicator>true</cbc:CopyIndicator>${DUE}`]),
    path: "/Invoice/CopyIndicator",
  },
  "number.missing": { file: changed(["<cbc:ID>PD-2026-0117</cbc:ID>", ""]), path: "/Invoice/ID" },
  "issue_date.missing": {
    file: changed(["<cbc:IssueDate>2026-11-20</cbc:IssueDate>", ""]),
    path: "/Invoice/IssueDate",
  },
  "issue_date.unreadable": {
    file: changed(["2026-11-20", "20.11.2026"]),
    path: "/Invoice/IssueDate",
  },
  "issue_date.future": { file: changed(["2026-11-20", "2026-11-22"]), path: "/Invoice/IssueDate" },
  "seller.missing": {
    file: changed(
      ["<cac:PartyName><cbc:Name>Pearl Delta</cbc:Name></cac:PartyName>", ""],
      ["<cbc:RegistrationName>Pearl Delta Trading Limited</cbc:RegistrationName>", ""],
    ),
    path: "/Invoice/AccountingSupplierParty/Party",
  },
  "seller.not_you": {
    file: invoice,
    path: "/Invoice/AccountingSupplierParty/Party",
    choices: { uploader: { name: "Somebody Else Ltd", ids: [], country: "HK" } },
  },
  "buyer.missing": {
    file: changed([
      "<cbc:RegistrationName>Nordwind Handels GmbH &amp; Co. KG</cbc:RegistrationName>",
      "",
    ]),
    path: "/Invoice/AccountingCustomerParty/Party",
  },
  "buyer.same_as_seller": {
    file: changed(
      ["Nordwind Handels GmbH &amp; Co. KG", "PEARL DELTA TRADING LTD"],
      ["4000001000005", "4035811611011"],
    ),
    path: "/Invoice/AccountingCustomerParty/Party",
  },
  "buyer.related": {
    file: changed(["4000001000005", "4035811611011"]),
    path: "/Invoice/AccountingCustomerParty/Party",
  },
  "payee.other_party": {
    file: payee("<cac:PartyName><cbc:Name>Harbour Factors</cbc:Name></cac:PartyName>"),
    path: "/Invoice/PayeeParty",
  },
  "payee.unclear": {
    file: payee(
      "<cac:PartyIdentification><cbc:ID>62840113</cbc:ID></cac:PartyIdentification><cac:PartyName><cbc:Name>Harbour Factors</cbc:Name></cac:PartyName>",
    ),
    path: "/Invoice/PayeeParty",
  },
  "payee.same_party": {
    file: payee("<cac:PartyName><cbc:Name>Pearl Delta</cbc:Name></cac:PartyName>"),
    path: "/Invoice/PayeeParty",
  },
  "legend.assigned": {
    file: noted("This invoice has been assigned to Harbour Bank."),
    path: "/Invoice/Note",
  },
  "legend.factoring": { file: noted("Factoring arranged."), path: "/Invoice/Note" },
  "legend.assignment_ban": {
    file: terms("Assignment of claims is prohibited"),
    path: "/Invoice/PaymentTerms/Note",
  },
  "legend.too_long": { file: noted("word ".repeat(20_000)), path: "/Invoice/Note" },
  "account.other_name": {
    file: changed(["Pearl Delta Trading Ltd.", "Main account"]),
    path: "/Invoice/PaymentMeans/PayeeFinancialAccount/Name",
  },
  "currency.missing": {
    file: changed(
      ["<cbc:DocumentCurrencyCode>HKD</cbc:DocumentCurrencyCode>", ""],
      [' currencyID="HKD"', ""],
    ),
    path: "/Invoice/DocumentCurrencyCode",
  },
  "currency.unknown": {
    file: changed([">HKD<", ">HK dollars<"]),
    path: "/Invoice/DocumentCurrencyCode",
  },
  "currency.no_coin": { file: changed(["HKD", "CNY"]), path: "/Invoice/DocumentCurrencyCode" },
  "currency.mixed": {
    file: changed(['currencyID="HKD">35000.00', 'currencyID="USD">35000.00']),
    path: "/Invoice/InvoiceLine[2]/LineExtensionAmount",
  },
  "amount.missing": {
    file: changed(['<cbc:PayableAmount currencyID="HKD">124500.00</cbc:PayableAmount>', ""]),
    path: `${TOTAL}/PayableAmount`,
  },
  "amount.unreadable": { file: payable("1.245e5"), path: `${TOTAL}/PayableAmount` },
  "amount.twice": {
    file: changed([
      "<cbc:AllowanceTotalAmount",
      '<cbc:PayableAmount currencyID="HKD">1</cbc:PayableAmount><cbc:AllowanceTotalAmount',
    ]),
    path: `${TOTAL}/PayableAmount[2]`,
  },
  "amount.not_positive": { file: payable("0.00"), path: `${TOTAL}/PayableAmount` },
  "amount.too_fine": { file: payable("124500.0000001"), path: `${TOTAL}/PayableAmount` },
  "amount.too_large": { file: payable("12450000000000"), path: `${TOTAL}/PayableAmount` },
  "amount.identity": { file: payable("125000.00"), path: `${TOTAL}/PayableAmount` },
  "amount.prepaid": {
    file: changed(
      [
        "<cbc:PayableAmount",
        '<cbc:PrepaidAmount currencyID="HKD">500</cbc:PrepaidAmount><cbc:PayableAmount',
      ],
      [">124500.00</cbc:PayableAmount>", ">124000.00</cbc:PayableAmount>"],
    ),
    path: `${TOTAL}/PrepaidAmount`,
  },
  "amount.total_differs": { file: cells("amount_due", "99.00"), path: "row 2, column amount_due" },
  "line.missing": {
    file: invoice.replace(/<cac:InvoiceLine>.*<\/cac:InvoiceLine>/s, ""),
    path: "/Invoice/InvoiceLine",
  },
  "line.amount": {
    file: changed([
      '<cbc:LineExtensionAmount currencyID="HKD">35000.00</cbc:LineExtensionAmount>',
      "",
    ]),
    path: "/Invoice/InvoiceLine[2]",
  },
  "line.sum": {
    file: changed([">35000.00<", ">35000.01<"]),
    path: `${TOTAL}/LineExtensionAmount`,
  },
  "line.twice": { file: table(ROW, ROW), path: "row 3, column order_number" },
  "order.repeated": {
    file: `${HEAD},invoice_number\n${ROW},I-1\n${ROW},I-2`,
    path: "row 3, column order_number",
  },
  "due_date.missing": { file: changed([DUE, ""]), path: "/Invoice/DueDate" },
  "due_date.unreadable": { file: due("soon"), path: "/Invoice/DueDate" },
  "due_date.several": {
    file: changed([
      "<cbc:PaymentMeansCode>",
      "<cbc:PaymentDueDate>2027-02-28</cbc:PaymentDueDate><cbc:PaymentMeansCode>",
    ]),
    path: "/Invoice/DueDate",
  },
  "due_date.past": { file: due("2026-11-20"), path: "/Invoice/DueDate" },
  "due_date.before_issue": { file: due("2026-11-19"), path: "/Invoice/DueDate" },
  "due_date.far": { file: due("2028-01-01"), path: "/Invoice/DueDate" },
  "due_date.from_terms": {
    file: terms("Net 30").replace(DUE, ""),
    path: "/Invoice/PaymentTerms/Note",
  },
  "due_date.terms_differ": { file: terms("Net 30"), path: "/Invoice/PaymentTerms/Note" },
  "terms.discount": { file: terms("2/10 net 70"), path: "/Invoice/PaymentTerms/Note" },
  "id.check_digit": {
    file: changed(["4006381333931", "4006381333930"]),
    path: "/Invoice/InvoiceLine[1]/Item/StandardItemIdentification/ID",
  },
  "cell.missing": { file: table(ROW.replace("100.00", "")), path: "row 2, column amount" },
  "cell.number": { file: table(ROW.replace("100.00", "many")), path: "row 2, column amount" },
  "cell.number_ambiguous": {
    file: table(ROW.replace("100.00", "1.234")),
    path: "row 2, column amount",
  },
  "cell.date": { file: table(ROW.replace("2027-01-10", "46053")), path: "row 2, column due_date" },
  "cell.date_ambiguous": {
    file: table(ROW.replace("2027-01-10", "03/04/2027")),
    path: "row 2, column due_date",
  },
  "cell.formula": { file: table(ROW.replace("Nordwind", "=A1")), path: "row 2, column buyer_name" },
  "cell.conflict": {
    file: table(ROW, ROW.replace("Nordwind", "Southwind")),
    path: "row 3, column buyer_name",
  },
  "cell.currency_sign": {
    file: table(ROW.replace("100.00", "€100.00")),
    path: "row 2, column amount",
  },
  "row.width": { file: table(`${ROW},more`), path: "row 2" },
  "row.total": { file: table(ROW, "Total,,,,,100.00"), path: "row 3" },
  "row.total_differs": { file: table(ROW, "Total,,,,,101.00"), path: "row 3, column amount" },
};

const planned = ({ file, choices: more }: Fixture) =>
  planFile(
    { name: "file", bytes: typeof file === "string" ? Buffer.from(file) : file },
    { ...choices, ...more },
  );

test.each(Object.entries(FIXTURES))("%s is given, at its place", (code, given) => {
  const { documents, table: read } = planned(given);
  const reasons = [
    ...documents.flatMap((document) => document.reasons),
    ...(read?.rows.flatMap((row) => row.reasons) ?? []),
  ];
  const found = reasons.find((reason) => reason.code === code);
  expect(found, reasons.map((reason) => reason.code).join(", ")).toBeDefined();
  expect(found!.path).toBe(given.path);
  expect(found!.message).toMatch(/^[^a-z].*[.]$/s);
});

/** Reasons that come with others by their nature; every other fixture shows its reason alone. */
const ACCOMPANIED = new Set([
  "column.missing",
  "currency.missing",
  "due_date.before_issue",
  "issue_date.missing",
  "row.total",
  "row.total_differs",
]);

test.each(Object.entries(FIXTURES).filter(([code]) => !ACCOMPANIED.has(code)))(
  "%s decides the verdict by its severity",
  (code, given) => {
    const verdicts = planned(given).documents.map(({ verdict }) => verdict);
    const expected = { stop: "reject", warn: "hold", info: "financeable" }[
      REASONS[code as ReasonCode]
    ];
    expect(verdicts).toContain(expected);
  },
);

test("the good invoice and the good orders have no reason against them", () => {
  for (const name of ["invoice.xml", "orders.csv"]) {
    const { documents } = planned({ file: fixture(name), path: "/" });
    expect(documents.map(({ verdict }) => verdict)).not.toContain("hold");
    expect(documents.map(({ verdict }) => verdict)).not.toContain("reject");
  }
});
