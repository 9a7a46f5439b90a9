import { readFileSync } from "node:fs";
import iconv from "iconv-lite";
import { describe, expect, test, vi } from "vitest";
import { BYTES_MAX, planFile } from "@/adapters/intake/plan-file";
import type { CalendarDate } from "@/core/dates/calendar-date";
import { countVerdicts, type Plan, type PlanChoices } from "@/core/intake/plan";

// Files of many megabytes: no statement about speed, only about hanging.
vi.setConfig({ testTimeout: 30_000 });

const choices: PlanChoices = { asOf: "2026-11-21" as CalendarDate };

const fixture = (name: string): string =>
  readFileSync(new URL(`../../core/intake/fixtures/${name}`, import.meta.url), "utf8");

const invoice = fixture("invoice.xml");

const plan = (content: string | Uint8Array, more: Partial<PlanChoices> = {}): Plan =>
  planFile(
    { name: "file", bytes: typeof content === "string" ? Buffer.from(content) : content },
    { ...choices, ...more },
  );

/** The code of the single document's first reason. */
const refusal = (content: string | Uint8Array): string => {
  const { documents, format } = plan(content);
  expect(format).toBe("unreadable");
  expect(documents).toHaveLength(1);
  expect(documents[0]).toMatchObject({ kind: "unknown", verdict: "reject", amountDue: null });
  expect(documents[0]!.reasons).toHaveLength(1);
  expect(documents[0]!.reasons[0]!.message).toMatch(/\.$/);
  return documents[0]!.reasons[0]!.code;
};

describe("a UBL invoice", () => {
  test("is read whole", () => {
    const { documents, format, fileHash, byteLength } = plan(invoice);
    expect({ format, byteLength }).toEqual({
      format: "ubl-invoice",
      byteLength: Buffer.byteLength(invoice),
    });
    expect(fileHash).toMatch(/^0x[0-9a-f]{64}$/);
    expect(documents).toHaveLength(1);
    expect(documents[0]).toMatchObject({
      kind: "invoice",
      typeCode: "380",
      number: "PD-2026-0117",
      issueDate: "2026-11-20",
      currency: "HKD",
      amountDue: "124500.00",
      dueDate: "2027-01-29",
      dueDateSource: "stated",
      seller: { name: "Pearl Delta Trading Limited", country: "HK" },
      buyer: {
        name: "Nordwind Handels GmbH & Co. KG",
        ids: [{ scheme: "0088", value: "4000001000005" }],
        country: "DE",
      },
      payee: null,
      orderReferences: ["NW-4500188", "SO-88213"],
      verdict: "financeable",
      reasons: [],
    });
    expect(documents[0]!.lines).toMatchObject([
      {
        id: "1",
        description: "Desk lamp",
        sku: "DL-20",
        quantity: "500",
        unit: "C62",
        unitPrice: "180.00",
        net: "90000.00",
      },
      { id: "2", description: "USB cable, 2 m", sku: null, net: "35000.00" },
    ]);
  });

  test("keeps no attachment", () => {
    const attachment = "QUJD".repeat(1_000_000);
    const planned = plan(invoice.replace("JVBERi0xLjQK", attachment));
    expect(planned.documents[0]!.verdict).toBe("financeable");
    expect(JSON.stringify(planned).length).toBeLessThan(10_000);
  });

  test("elements of a foreign namespace are no part of it", () => {
    const strange = invoice.replace(
      "<cbc:DueDate>",
      '<x:DueDate xmlns:x="urn:x">2030-01-01</x:DueDate><cbc:DueDate>',
    );
    expect(plan(strange).documents[0]!.dueDate).toBe("2027-01-29");
  });

  test("prefixes do not matter, comments and character data are understood", () => {
    const renamed = invoice
      .replaceAll("cbc:", "basic:")
      .replaceAll("xmlns:cbc", "xmlns:basic")
      .replace("PD-2026-0117", "<![CDATA[A&B]]><!-- <!DOCTYPE x> -->&#45;1");
    expect(plan(renamed).documents[0]).toMatchObject({ number: "A&B-1", verdict: "financeable" });
  });

  test("decimals stay as exact as the document", () => {
    const amounts = (currency: string, amount: string) =>
      plan(
        invoice
          .replaceAll("HKD", currency)
          .replaceAll(">124500.00<", `>${amount}<`)
          .replace(">125000.00<", ">1<"),
      ).documents[0]!.amountDue;
    expect(amounts("OMR", "100.5")).toBe("100.500");
    expect(amounts("OMR", "100.123")).toBe("100.123");
    expect(amounts("JPY", "50000")).toBe("50000");
    expect(amounts("HKD", "007")).toBe("7.00");
    expect(amounts("HKD", "0.123456789")).toBe("0.123456789");
  });

  test("UTF-8 with a mark, UTF-16 with a mark and a declared Latin encoding are read", () => {
    const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(invoice)]);
    const wide = iconv.encode(invoice.replace("UTF-8", "UTF-16"), "utf-16le", { addBOM: true });
    const latin = iconv.encode(
      invoice.replace("UTF-8", "ISO-8859-1").replace("Desk lamp", "Stehleuchte groß"),
      "latin1",
    );
    expect(plan(marked).documents[0]!.verdict).toBe("financeable");
    expect(plan(wide).documents[0]!.verdict).toBe("financeable");
    expect(plan(latin).documents[0]!.lines[0]!.description).toBe("Stehleuchte groß");
  });

  test.each([
    ["a note", "Delivered from warehouse Bremen 2.", "invoice assigned ".repeat(900_000)],
    ["a name", "Pearl Delta Trading Limited", "a.".repeat(4_000_000)],
    ["an id", "62840113", "A1".repeat(4_000_000)],
    ["blanks", "Desk lamp", `1${" ".repeat(8_000_000)}x`],
  ])("%s of many megabytes is read to the end", { timeout: 60_000 }, (_, from, to) => {
    expect(plan(invoice.replace(from, to)).documents).toHaveLength(1);
  });

  test("no character is cut in half", () => {
    const planned = plan(
      invoice.replaceAll("PD-2026-0117", "🚢".repeat(400)).replace("Desk", "x🚢".repeat(400)),
    );
    expect(JSON.stringify(planned)).not.toMatch(/\\ud[89ab]/i);
    expect(planned.documents[0]!.number!.isWellFormed()).toBe(true);
  });

  test("a credit note is kept as what it is", () => {
    const [document] = plan(fixture("credit-note.xml")).documents;
    expect(document).toMatchObject({
      kind: "creditNote",
      amountDue: "1800.00",
      dueDate: "2026-12-21",
      dueDateSource: "payment-means",
      precedingInvoices: ["PD-2026-0117"],
      verdict: "reject",
    });
  });
});

describe("a file that cannot be read is one reject with its reason", () => {
  const nested = `<a>${"<b>".repeat(200)}${"</b>".repeat(200)}</a>`;
  test.each<[string, string | Uint8Array, string]>([
    ["empty", "", "file.empty"],
    ["blank", " \n\t ", "file.empty"],
    ["only a mark", new Uint8Array([0xef, 0xbb, 0xbf]), "file.empty"],
    ["prose", "Dear sirs, please pay.", "file.not_table"],
    ["zip", new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), "file.binary"],
    ["PDF", "%PDF-1.7\n%\u00e2", "file.binary"],
    ["noise", Uint8Array.from({ length: 4096 }, (_, at) => (at * 7919) % 251), "file.binary"],
    ["UTF-16 without a mark", iconv.encode("order_number;amount\n1;2", "utf-16le"), "file.binary"],
    [
      "bad UTF-8 in XML",
      Buffer.concat([
        Buffer.from('<?xml version="1.0"?><a>'),
        Buffer.from([0xff, 0xfe, 0xfd]),
        Buffer.from("</a>"),
      ]),
      "file.encoding",
    ],
    ["unknown encoding", '<?xml version="1.0" encoding="KLINGON"?><a/>', "file.encoding"],
    ["cut off", invoice.slice(0, 2000), "file.not_xml"],
    ["crossed tags", "<a><b></a></b>", "file.not_xml"],
    ["two roots", "<a/><b/>", "file.not_xml"],
    ["text after the root", "<a/>more", "file.not_xml"],
    ["null reference", "<a>&#0;</a>", "file.not_xml"],
    ["unknown entity", invoice.replace("Desk lamp", "&xxe;"), "file.not_xml"],
    ["reserved name", "<a><__proto__>1</__proto__></a>", "file.not_xml"],
    [
      "document type",
      `<!DOCTYPE a [<!ENTITY x "y">]>${invoice.replace(/^.*\n/, "")}`,
      "file.doctype",
    ],
    ["HTML", "<!doctype html><html></html>", "file.doctype"],
    ["deep", nested, "file.too_deep"],
    ["crowded", `<a>${"<b/>".repeat(1_600_000)}</a>`, "file.too_deep"],
    [
      "other XML",
      '<Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2"/>',
      "file.not_ubl",
    ],
    ["no namespace", "<Invoice/>", "file.not_ubl"],
    ["too large", new Uint8Array(BYTES_MAX + 1), "file.too_large"],
    ["too many rows", `order_number,amount\n${"1,2\n".repeat(100_001)}`, "file.too_many_rows"],
    ["open quote", 'order_number,amount\n"1,2\n', "file.not_table"],
  ])("%s", (_, content, code) => expect(refusal(content)).toBe(code));
});

describe("a table", () => {
  const header = "order_number,buyer_name,currency,issue_date,due_date,amount";
  const row = "A-1,Nordwind,HKD,2026-11-01,2027-01-10,100.00";

  test("groups rows by invoice and keeps leading zeros", () => {
    const planned = plan(fixture("orders.csv"));
    expect(planned.documents).toMatchObject([
      { number: "INV-77", amountDue: "173.00", orderReferences: ["00101"], warehouse: "Bremen 2" },
      { number: "INV-78", amountDue: "37.00", dueDate: "2027-01-17", dueDateSource: "stated" },
    ]);
    expect(planned.documents[0]!.buyer).toEqual({
      name: "Nordwind Handels GmbH",
      ids: [{ scheme: "0088", value: "4000001000005" }],
      country: null,
    });
    expect(countVerdicts(planned)).toEqual({ financeable: 2, hold: 0, reject: 0 });
    expect(planned.table!.rows.map((line) => [line.row, line.document])).toEqual([
      [2, 0],
      [3, 0],
      [4, 1],
    ]);
  });

  test.each([";", "\t", "|"])("delimiter %j is found", (delimiter) => {
    const text = `${header}\n${row}`.replaceAll(",", delimiter);
    expect(plan(text)).toMatchObject({
      table: { delimiter },
      documents: [{ amountDue: "100.00" }],
    });
  });

  test("a title above the header, blank rows and a totals row are no orders", () => {
    const planned = plan(`Export of 21 Nov\n\n${header}\n${row}\n\nTotal,,,,,100.00\n`);
    expect(planned.table!.headerRow).toBe(3);
    expect(planned.documents).toMatchObject([{ number: "A-1", verdict: "financeable" }]);
    expect(planned.table!.rows.map((line) => [line.row, line.document])).toEqual([
      [4, 0],
      [6, null],
    ]);
  });

  test("GB18030 and its Chinese headers are read", () => {
    const text =
      "订单号,买家,币种,发票日期,到期日,金额,品名\nA-1,珠江进出口贸易有限公司,HKD,2026年11月1日,2027年1月10日,100.00,台灯和数据线各一套\n";
    const planned = plan(iconv.encode(text, "gb18030"));
    expect(planned.documents[0]).toMatchObject({
      number: "A-1",
      buyer: { name: "珠江进出口贸易有限公司" },
      dueDate: "2027-01-10",
      verdict: "financeable",
    });
  });

  test("choices settle what is ambiguous", () => {
    const text = `${header}\nA-1;Nordwind;EUR;03.11.2026;04/03/2027;"1.234,50"`.replaceAll(
      ",amount",
      ",amount",
    );
    const mixed = text.replace(header, header.replaceAll(",", ";"));
    expect(plan(mixed).documents[0]).toMatchObject({ verdict: "hold", amountDue: null });
    const chosen = plan(mixed, { decimalMark: ",", dateOrder: "day-first" });
    expect(chosen.documents[0]).toMatchObject({
      verdict: "financeable",
      amountDue: "1234.50",
      dueDate: "2027-03-04",
    });
  });

  test("strange headers are mapped by a person", () => {
    const text = "Ref X,Wer,Geld,Wieviel,Wann\nA-1,Nordwind,HKD,100.00,2027-01-10";
    expect(plan(text).documents[0]!.reasons.map(({ code }) => code)).toEqual(
      Array(4).fill("column.missing"),
    );
    const columns = {
      "Ref X": "order_number",
      Wer: "buyer_name",
      Geld: "currency",
      Wieviel: "amount",
      Wann: "due_date",
    };
    expect(plan(text, { columns }).documents[0]).toMatchObject({
      number: "A-1",
      amountDue: "100.00",
    });
  });

  test("terms in days become a due date with its source", () => {
    const text = `order_number,buyer_name,currency,issue_date,terms_days,amount\nA-1,Nordwind,HKD,2026-11-01,60,5`;
    expect(plan(text).documents[0]).toMatchObject({
      dueDate: "2026-12-31",
      dueDateSource: "terms",
      amountDue: "5.00",
      verdict: "financeable",
    });
  });

  test("thousands of parcel orders are planned quickly", () => {
    const rows = Array.from(
      { length: 5000 },
      (_, at) => `P-${at},Nordwind,HKD,2026-11-01,2027-01-10,${at + 1}.25`,
    );
    const before = performance.now();
    const planned = plan([header, ...rows].join("\n"));
    expect(performance.now() - before).toBeLessThan(5000);
    expect(countVerdicts(planned)).toEqual({ financeable: 5000, hold: 0, reject: 0 });
  });
});
