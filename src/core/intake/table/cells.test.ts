import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { printDecimal } from "@/core/decimal";
import { type DateOrder, readCellDate } from "@/core/intake/table/cell-date";
import { readCellNumber, signFits } from "@/core/intake/table/cell-number";
import { mapHeader } from "@/core/intake/table/header";
import { cleanCell, isFormula } from "@/core/intake/table/table-row";

const read = (text: string, decimalMark?: "." | ",", pointProven = false): string => {
  const reading = readCellNumber(text, { decimalMark, pointProven });
  return reading.kind === "number" ? printDecimal(reading.value) : reading.kind;
};

describe("numbers", () => {
  test.each([
    ["1234.50", "1234.50"],
    ["$46939.721", "46939.721"],
    ["HK$ 12.5", "12.5"],
    ["EUR 10", "10"],
    ["10 EUR", "10"],
    ["(12.00)", "-12.00"],
    ["12.00-", "-12.00"],
    ["-3", "-3"],
    ["1 234.50", "1234.50"],
    ["0.125", "0.125"],
    ["1.234", "ambiguous"],
    ["1,234", "ambiguous"],
    ["1,5", "ambiguous"],
    ["1,234.56", "ambiguous"],
    ["1.234,56", "ambiguous"],
    ["1.234.567", "ambiguous"],
    ["1e3", "unreadable"],
    ["NaN", "unreadable"],
    ["12%", "unreadable"],
    ["=1+1", "unreadable"],
    ["abc", "unreadable"],
    ["", "unreadable"],
  ])("%s without a chosen mark: %s", (text, expected) => expect(read(text)).toBe(expected));

  test.each([
    [".", "1,234.56", "1234.56"],
    [".", "1,234", "1234"],
    [".", "1.234", "1.234"],
    [".", "1.234,56", "unreadable"],
    [".", "12,34", "unreadable"],
    [",", "1.234,56", "1234.56"],
    [",", "1.234", "1234"],
    [",", "12,5", "12.5"],
    [",", "1,234.56", "unreadable"],
    [",", "12.50", "unreadable"],
  ] as const)("with mark %s: %s is %s", (mark, text, expected) =>
    expect(read(text, mark)).toBe(expected),
  );

  test("other cells of the file can prove the point", () => {
    expect(read("1.234", undefined, true)).toBe("1.234");
  });

  test("a plain decimal is read as it is, whatever the digits, once the mark is known", () => {
    const amount = fc.record({
      units: fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
      scale: fc.integer({ min: 0, max: 6 }),
    });
    fc.assert(
      fc.property(amount, (value) => {
        const text = printDecimal(value);
        expect(read(text, ".")).toBe(text);
        expect(read(text.replace(".", ","), ",")).toBe(text);
      }),
    );
  });

  test("signs belong to currencies", () => {
    expect(signFits("€", "EUR")).toBe(true);
    expect(signFits("€", "USD")).toBe(false);
    expect(signFits("$", "HKD")).toBe(true);
    expect(signFits("", "HKD")).toBe(true);
  });
});

describe("dates", () => {
  const day = (text: string, order?: DateOrder): string => {
    const reading = readCellDate(text, order);
    return reading.kind === "date" ? reading.date : reading.kind;
  };

  test.each([
    ["2027-01-31", "2027-01-31"],
    ["2027/1/5", "2027-01-05"],
    ["20270131", "2027-01-31"],
    ["2025-10-07 09:50:26 +0200", "2025-10-07"],
    ["2027-01-31T10:00:00Z", "2027-01-31"],
    ["31.01.2027", "2027-01-31"],
    ["2027年1月31日", "2027-01-31"],
    ["31 Jan 2027", "2027-01-31"],
    ["31-January-2027", "2027-01-31"],
    ["Jan 31, 2027", "2027-01-31"],
    ["31/01/2027", "2027-01-31"],
    ["01/31/2027", "2027-01-31"],
    ["05/05/2027", "2027-05-05"],
    ["03/04/2027", "ambiguous"],
    ["46053", "serial"],
    ["32/13/2027", "unreadable"],
    ["2027-02-30", "unreadable"],
    ["soon", "unreadable"],
  ])("%s is %s", (text, expected) => expect(day(text)).toBe(expected));

  test("a chosen order decides", () => {
    expect(day("03/04/2027", "day-first")).toBe("2027-04-03");
    expect(day("03/04/2027", "month-first")).toBe("2027-03-04");
    expect(day("31/01/2027", "month-first")).toBe("unreadable");
  });
});

describe("header", () => {
  test("aliases, marks and case do not matter; the closest name wins", () => {
    expect(mapHeader(["Order No.", "Order No", "Währung", "Total", "amount", "whatever"])).toEqual([
      "order_number",
      "order_number",
      "currency",
      null,
      "amount",
      null,
    ]);
  });

  test("a person's choice comes first", () => {
    expect(mapHeader(["Total", "amount", "Ref"], { Total: "amount", Ref: "order_number" })).toEqual(
      ["amount", null, "order_number"],
    );
    expect(mapHeader(["amount"], { amount: null })).toEqual([null]);
  });
});

test("spreadsheet wrappers go, formulas are noticed", () => {
  expect(cleanCell("'00123")).toBe("00123");
  expect(cleanCell('="00123"')).toBe("00123");
  expect([
    isFormula("=SUM(A1:A3)"),
    isFormula("@SUM(A1)"),
    isFormula('="007"'),
    isFormula("-5"),
  ]).toEqual([true, true, false, false]);
});
