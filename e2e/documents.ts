import { addDays, type CalendarDate } from "../src/core/dates/calendar-date";
import { calendarDateAt, HONG_KONG_OFFSET_SECONDS } from "../src/core/dates/day-count";

export type UploadFile = {
  readonly name: string;
  readonly mime: string;
  readonly content: string | Uint8Array;
};

/** Differs from one test and one run to the next, so that no document is a duplicate by accident. */
export const freshTag = (): string =>
  `${Date.now().toString(36)}${Math.floor(Math.random() * 1296).toString(36)}`.toUpperCase();

export const dateAfter = (unixSeconds: number, days: number): CalendarDate =>
  addDays(calendarDateAt(new Date(unixSeconds * 1000), HONG_KONG_OFFSET_SECONDS), days);

const party = (name: string, country: string): string => `<cac:Party>
      <cac:PartyName><cbc:Name>${name}</cbc:Name></cac:PartyName>
      <cac:PostalAddress><cac:Country><cbc:IdentificationCode>${country}</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
      <cac:PartyLegalEntity><cbc:RegistrationName>${name}</cbc:RegistrationName></cac:PartyLegalEntity>
    </cac:Party>`;

type InvoiceFacts = {
  readonly tag: string;
  readonly seller: string;
  readonly buyer: string;
  readonly issueDate: CalendarDate;
  readonly dueDate: CalendarDate;
  /** One line of goods: how many, at which price; the amount is their product, two decimals. */
  readonly quantity: number;
  readonly priceCents: number;
};

const decimalOfCents = (cents: number): string =>
  `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;

/** A UBL 2.1 invoice in HKD with one line. */
export const ublInvoice = (facts: InvoiceFacts): UploadFile => {
  const { tag, seller, buyer, issueDate, dueDate, quantity, priceCents } = facts;
  const amount = decimalOfCents(quantity * priceCents);
  const money = (name: string, text: string): string =>
    `<cbc:${name} currencyID="HKD">${text}</cbc:${name}>`;
  return {
    name: `invoice-${tag}.xml`,
    mime: "application/xml",
    content: `<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
  xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
  xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
  <cbc:ID>INV-${tag}</cbc:ID>
  <cbc:IssueDate>${issueDate}</cbc:IssueDate>
  <cbc:DueDate>${dueDate}</cbc:DueDate>
  <cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
  <cbc:DocumentCurrencyCode>HKD</cbc:DocumentCurrencyCode>
  <cac:OrderReference><cbc:ID>PO-${tag}</cbc:ID></cac:OrderReference>
  <cac:AccountingSupplierParty>
    ${party(seller, "HK")}
  </cac:AccountingSupplierParty>
  <cac:AccountingCustomerParty>
    ${party(buyer, "DE")}
  </cac:AccountingCustomerParty>
  <cac:LegalMonetaryTotal>
    ${money("LineExtensionAmount", amount)}
    ${money("TaxExclusiveAmount", amount)}
    ${money("TaxInclusiveAmount", amount)}
    ${money("PayableAmount", amount)}
  </cac:LegalMonetaryTotal>
  <cac:InvoiceLine>
    <cbc:ID>1</cbc:ID>
    <cbc:InvoicedQuantity unitCode="EA">${quantity}</cbc:InvoicedQuantity>
    ${money("LineExtensionAmount", amount)}
    <cac:Item><cbc:Name>Folding chair</cbc:Name></cac:Item>
    <cac:Price>${money("PriceAmount", decimalOfCents(priceCents))}</cac:Price>
  </cac:InvoiceLine>
</Invoice>
`,
  };
};

type TableFacts = {
  readonly tag: string;
  readonly buyer: string;
  readonly issueDate: CalendarDate;
  readonly dueDate: CalendarDate;
  /** Amount due of each order, in cents; one row per order. */
  readonly cents: readonly number[];
};

/** Number of the order in a row, counted from 1. */
export const orderNumber = (tag: string, row: number): string =>
  `P-${tag}-${String(row).padStart(4, "0")}`;

/** Orders in HKD by the template, one row each. */
export const orderTable = ({ tag, buyer, issueDate, dueDate, cents }: TableFacts): UploadFile => {
  const head =
    "order_number,invoice_number,buyer_name,buyer_country,currency,issue_date,due_date,line_id,description,quantity,unit,unit_price,amount,amount_due";
  const rows = cents.map((each, index) => {
    const number = orderNumber(tag, index + 1);
    const amount = decimalOfCents(each);
    return `${number},${number},${buyer},DE,HKD,${issueDate},${dueDate},1,Parcel,1,EA,${amount},${amount},${amount}`;
  });
  return {
    name: `orders-${tag}.csv`,
    mime: "text/csv",
    content: `${[head, ...rows].join("\r\n")}\r\n`,
  };
};
