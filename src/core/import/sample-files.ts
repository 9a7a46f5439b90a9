import { addDays, type CalendarDate } from "@/core/dates/calendar-date";
import type { COLUMN_NAMES } from "@/core/intake/table/columns";

/** A file to try: its name and text. */
export type SampleFile = { readonly name: string; readonly mime: string; readonly text: string };

/** Kinds of sample files that can be downloaded. */
export const SAMPLES = ["template", "orders-csv", "parcels-csv", "invoice-ubl"] as const;
export type Sample = (typeof SAMPLES)[number];

/** Who the sample files are from and to. */
export type SampleParties = {
  readonly seller: string;
  /** Last day before the due dates begin. */
  readonly today: CalendarDate;
  /** Makes numbers differ from one download to the next, so that a second sample is not a duplicate. */
  readonly tag: string;
};

/** The buyer that sample files name. */
const SAMPLE_BUYER = "Nordlicht Handels GmbH";

type Cells = Partial<Record<(typeof COLUMN_NAMES)[number], string>>;

const USED = [
  "order_number",
  "invoice_number",
  "buyer_name",
  "buyer_country",
  "currency",
  "issue_date",
  "due_date",
  "line_id",
  "description",
  "sku",
  "quantity",
  "unit",
  "unit_price",
  "amount",
  "amount_due",
] as const satisfies readonly (typeof COLUMN_NAMES)[number][];

const csv = (rows: readonly Cells[]): string =>
  `${[USED, ...rows.map((row) => USED.map((column) => row[column] ?? ""))]
    .map((cells) => cells.join(","))
    .join("\r\n")}\r\n`;

const template = ({ today }: SampleParties): SampleFile => ({
  name: "quaynote-template.csv",
  mime: "text/csv",
  text: csv(orderRows({ today, seller: "", tag: "EXAMPLE" }).slice(0, 2)),
});

const orderRows = ({ today, tag }: SampleParties): Cells[] => {
  const head = (number: string, days: number, total: string): Cells => ({
    order_number: `SO-${tag}-${number}`,
    invoice_number: `INV-${tag}-${number}`,
    buyer_name: SAMPLE_BUYER,
    buyer_country: "DE",
    currency: "HKD",
    issue_date: addDays(today, -3),
    due_date: addDays(today, days),
    amount_due: total,
  });
  const line = (
    id: string,
    item: string,
    quantity: string,
    price: string,
    amount: string,
  ): Cells => ({
    line_id: id,
    description: item,
    sku: `SKU-${id}`,
    quantity,
    unit: "EA",
    unit_price: price,
    amount,
  });
  return [
    { ...head("1", 60, "96000.00"), ...line("1", "Desk lamp", "800", "75.00", "60000.00") },
    { ...head("1", 60, "96000.00"), ...line("2", "Lamp shade", "1200", "30.00", "36000.00") },
    { ...head("2", 45, "24500.00"), ...line("1", "Cable set", "4900", "5.00", "24500.00") },
    { ...head("3", 60, "4200.00"), ...line("1", "Spare bulbs", "1400", "3.00", "4200.00") },
    { ...head("4", -10, "3100.00"), ...line("1", "Wall plugs", "620", "5.00", "3100.00") },
  ];
};

const parcelRows = ({ today, tag }: SampleParties): Cells[] =>
  Array.from({ length: 1_000 }, (_, index) => {
    const number = String(index + 1).padStart(4, "0");
    const cents = 2_500 + ((index * 37) % 4_000);
    const amount = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;
    return {
      order_number: `P-${tag}-${number}`,
      invoice_number: `P-${tag}-${number}`,
      buyer_name: SAMPLE_BUYER,
      buyer_country: "DE",
      currency: "HKD",
      issue_date: addDays(today, -2),
      due_date: addDays(today, 45),
      line_id: "1",
      description: "Parcel",
      sku: `PCL-${number}`,
      quantity: "1",
      unit: "EA",
      unit_price: amount,
      amount,
      amount_due: amount,
    };
  });

const xmlText = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const party = (name: string, country: string): string => `<cac:Party>
      <cac:PartyName><cbc:Name>${xmlText(name)}</cbc:Name></cac:PartyName>
      <cac:PostalAddress><cac:Country><cbc:IdentificationCode>${country}</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
      <cac:PartyLegalEntity><cbc:RegistrationName>${xmlText(name)}</cbc:RegistrationName></cac:PartyLegalEntity>
    </cac:Party>`;

const invoiceUbl = ({ seller, today, tag }: SampleParties): SampleFile => ({
  name: `invoice-${tag}.xml`,
  mime: "application/xml",
  text: `<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
  xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
  xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
  <cbc:ID>UBL-${tag}</cbc:ID>
  <cbc:IssueDate>${addDays(today, -1)}</cbc:IssueDate>
  <cbc:DueDate>${addDays(today, 60)}</cbc:DueDate>
  <cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
  <cbc:DocumentCurrencyCode>HKD</cbc:DocumentCurrencyCode>
  <cac:OrderReference><cbc:ID>PO-${tag}</cbc:ID></cac:OrderReference>
  <cac:AccountingSupplierParty>
    ${party(seller, "HK")}
  </cac:AccountingSupplierParty>
  <cac:AccountingCustomerParty>
    ${party(SAMPLE_BUYER, "DE")}
  </cac:AccountingCustomerParty>
  <cac:LegalMonetaryTotal>
    <cbc:LineExtensionAmount currencyID="HKD">100000.00</cbc:LineExtensionAmount>
    <cbc:TaxExclusiveAmount currencyID="HKD">100000.00</cbc:TaxExclusiveAmount>
    <cbc:TaxInclusiveAmount currencyID="HKD">100000.00</cbc:TaxInclusiveAmount>
    <cbc:PayableAmount currencyID="HKD">100000.00</cbc:PayableAmount>
  </cac:LegalMonetaryTotal>
  <cac:InvoiceLine>
    <cbc:ID>1</cbc:ID>
    <cbc:InvoicedQuantity unitCode="EA">500</cbc:InvoicedQuantity>
    <cbc:LineExtensionAmount currencyID="HKD">100000.00</cbc:LineExtensionAmount>
    <cac:Item><cbc:Name>Folding chair</cbc:Name>
      <cac:SellersItemIdentification><cbc:ID>CHAIR-01</cbc:ID></cac:SellersItemIdentification></cac:Item>
    <cac:Price><cbc:PriceAmount currencyID="HKD">200.00</cbc:PriceAmount></cac:Price>
  </cac:InvoiceLine>
</Invoice>
`,
});

const makers: Readonly<Record<Sample, (parties: SampleParties) => SampleFile>> = {
  template,
  "orders-csv": (parties) => ({
    name: `orders-${parties.tag}.csv`,
    mime: "text/csv",
    text: csv(orderRows(parties)),
  }),
  "parcels-csv": (parties) => ({
    name: `parcels-${parties.tag}.csv`,
    mime: "text/csv",
    text: csv(parcelRows(parties)),
  }),
  "invoice-ubl": invoiceUbl,
};

/** A file that imports as it stands, with due dates in the future (and one in the past, to see a verdict). */
export const sampleFile = (sample: Sample, parties: SampleParties): SampleFile =>
  makers[sample](parties);
