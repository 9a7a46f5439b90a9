import { cutText } from "@/core/intake/cut-text";
import type { Draft, DraftAmount, DraftDueDate, DraftLine, DraftTotals } from "@/core/intake/draft";
import { elementsAt, FIELD_CHARACTERS_MAX, textAt, textsAt } from "@/core/intake/ubl/ubl-names";
import { ublParty } from "@/core/intake/ubl/ubl-party";
import type { Found, XmlElement } from "@/core/intake/xml-element";

/** What people write where an order number is required and they have none. */
const NO_REFERENCE = /^(n\/?a|none|null|-+|\.)$/i;

/** Where sellers write that a claim was assigned, beside the payment terms. */
const NOTES = [
  "Note",
  "PaymentMeans/InstructionNote",
  "AdditionalDocumentReference/DocumentType",
  "AdditionalDocumentReference/DocumentDescription",
];

const amountsAt = (element: XmlElement, path: string): readonly DraftAmount[] =>
  elementsAt(element, path).map(({ text, path: place, attributes }) => ({
    text: cutText(text, FIELD_CHARACTERS_MAX),
    path: place,
    currency: attributes.get("currencyID") ?? null,
  }));

const amountAt = (element: XmlElement, path: string): DraftAmount | null =>
  amountsAt(element, path)[0] ?? null;

const totalsOf = (root: XmlElement): DraftTotals => {
  const total = (name: string) => amountAt(root, `LegalMonetaryTotal/${name}`);
  return {
    lines: total("LineExtensionAmount"),
    allowances: total("AllowanceTotalAmount"),
    charges: total("ChargeTotalAmount"),
    net: total("TaxExclusiveAmount"),
    taxes: amountsAt(root, "TaxTotal/TaxAmount"),
    withheld: amountsAt(root, "WithholdingTaxTotal/TaxAmount"),
    gross: total("TaxInclusiveAmount"),
    prepaid: total("PrepaidAmount"),
    rounding: total("PayableRoundingAmount"),
    payable: amountsAt(root, "LegalMonetaryTotal/PayableAmount"),
  };
};

const dueDatesOf = (root: XmlElement): readonly DraftDueDate[] => [
  ...textsAt(root, "DueDate").map((found) => ({ found, source: "stated" as const })),
  ...textsAt(root, "PaymentMeans/PaymentDueDate").map((found) => ({
    found,
    source: "payment-means" as const,
  })),
  ...["PaymentTerms/PaymentDueDate", "PaymentTerms/InstallmentDueDate"].flatMap((path) =>
    textsAt(root, path).map((found) => ({ found, source: "terms" as const })),
  ),
];

/** Schemes under which a standard item identifier is a GTIN; senders also leave the scheme out. */
const GTIN_SCHEMES = new Set(["0160", "0088", "GTIN", ""]);

const gtinOf = (line: XmlElement): Found | null => {
  const [item] = elementsAt(line, "Item/StandardItemIdentification/ID");
  if (item === undefined || !GTIN_SCHEMES.has(item.attributes.get("schemeID") ?? "")) return null;
  return item.text === "" ? null : { text: item.text, path: item.path };
};

const lineOf = (line: XmlElement): DraftLine => {
  const quantity =
    elementsAt(line, "InvoicedQuantity")[0] ?? elementsAt(line, "CreditedQuantity")[0];
  const base = textAt(line, "Price/BaseQuantity")?.text ?? "1";
  const priced = /^0*1(\.0*)?$/.test(base);
  return {
    path: line.path,
    id: textAt(line, "ID")?.text ?? "",
    description: (textAt(line, "Item/Name") ?? textAt(line, "Item/Description"))?.text ?? null,
    sku: textAt(line, "Item/SellersItemIdentification/ID")?.text ?? null,
    gtin: gtinOf(line),
    quantity: quantity?.text ?? null,
    unit: quantity?.attributes.get("unitCode") ?? null,
    unitPrice: priced ? (textAt(line, "Price/PriceAmount")?.text ?? null) : null,
    net: amountAt(line, "LineExtensionAmount"),
  };
};

const referencesAt = (root: XmlElement, paths: readonly string[]): readonly string[] => {
  const found = paths.flatMap((path) => textsAt(root, path)).map(({ text }) => text);
  return [...new Set(found.filter((text) => !NO_REFERENCE.test(text)))];
};

/** Reads the root element of a UBL invoice or credit note into a draft. Judges nothing. */
export const ublDraft = (root: XmlElement): Draft => {
  const creditNote = root.name === "CreditNote";
  const line = creditNote ? "CreditNoteLine" : "InvoiceLine";
  const typeCode = creditNote ? "CreditNoteTypeCode" : "InvoiceTypeCode";
  const at = (path: string) => `${root.path}/${path}`;
  return {
    format: "ubl",
    root: creditNote ? "creditNote" : "invoice",
    places: {
      document: root.path,
      typeCode: at(typeCode),
      number: at("ID"),
      issueDate: at("IssueDate"),
      dueDate: at(creditNote ? "PaymentMeans/PaymentDueDate" : "DueDate"),
      currency: at("DocumentCurrencyCode"),
      seller: at("AccountingSupplierParty/Party"),
      buyer: at("AccountingCustomerParty/Party"),
      amountDue: at("LegalMonetaryTotal/PayableAmount"),
      lines: at(line),
    },
    typeCode: textAt(root, typeCode),
    copy: textsAt(root, "CopyIndicator").find(({ text }) => /^(true|1)$/i.test(text)) ?? null,
    number: textAt(root, "ID"),
    issueDate: textAt(root, "IssueDate"),
    currency: textAt(root, "DocumentCurrencyCode"),
    dueDates: dueDatesOf(root),
    terms: textsAt(root, "PaymentTerms/Note"),
    notes: NOTES.flatMap((path) => textsAt(root, path)),
    accountNames: textsAt(root, "PaymentMeans/PayeeFinancialAccount/Name"),
    totals: totalsOf(root),
    seller: ublParty(elementsAt(root, "AccountingSupplierParty/Party")[0]),
    buyer: ublParty(elementsAt(root, "AccountingCustomerParty/Party")[0]),
    payee: ublParty(elementsAt(root, "PayeeParty")[0]),
    orderReferences: referencesAt(root, [
      "OrderReference/ID",
      "OrderReference/SalesOrderID",
      `${line}/OrderLineReference/OrderReference/ID`,
    ]),
    precedingInvoices: referencesAt(root, ["BillingReference/InvoiceDocumentReference/ID"]),
    warehouse: null,
    lines: elementsAt(root, line).map(lineOf),
    reasons: [],
  };
};
