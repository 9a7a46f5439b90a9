import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  ceilDiv,
  decimalOfMinor,
  floorDiv,
  formatMoney,
  money,
  parseDecimal,
  parseMoney,
  sumMoney,
} from "@/core/money";

const minor = fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n });

describe("parseDecimal", () => {
  test.each([
    ["0", 0n],
    ["1234.50", 1_234_500_000n],
    ["-0.000001", -1n],
    ["+5.", 5_000_000n],
    [".5", 500_000n],
    ["1.1000000000", 1_100_000n],
    [" 7 ", 7_000_000n],
  ])("reads %s", (text, expected) => expect(parseDecimal(text)).toBe(expected));

  test.each([
    "",
    ".",
    "-",
    "1e3",
    "NaN",
    "Infinity",
    "1,234",
    "0x10",
    "1 000",
    "0.0000001",
    "１２",
    "9".repeat(37),
  ])("refuses %j", (text) => expect(parseDecimal(text)).toBeUndefined());

  test("what is printed is read back, exactly", () => {
    fc.assert(fc.property(minor, (value) => parseDecimal(decimalOfMinor(value)) === value));
  });
});

describe("formatMoney", () => {
  test.each([
    [1_234_567_890_000n, "HKD 1,234,567.89"],
    [0n, "HKD 0.00"],
    [1n, "HKD 0.000001"],
    [-1_500_000n, "HKD -1.50"],
    [999_999_999_999n, "HKD 999,999.999999"],
    [1_234_500n, "HKD 1.2345"],
  ])("prints %s as %s", (value, expected) =>
    expect(formatMoney(money("HKD", value))).toBe(expected),
  );

  test("shows the same digits as the plain decimal", () => {
    fc.assert(
      fc.property(minor, (value) => {
        const shown = formatMoney(money("USD", value));
        return shown.replace("USD ", "").replaceAll(",", "") === decimalOfMinor(value);
      }),
    );
  });
});

describe("division and shares", () => {
  test("floor and ceiling surround the quotient", () => {
    const divisor = fc
      .bigInt({ min: -(10n ** 6n), max: 10n ** 6n })
      .filter((value) => value !== 0n);
    fc.assert(
      fc.property(minor, divisor, (numerator, denominator) => {
        const floor = floorDiv(numerator, denominator);
        const ceil = ceilDiv(numerator, denominator);
        const rest = numerator - floor * denominator;
        const sameSign = rest === 0n || rest > 0n === denominator > 0n;
        return sameSign && ceil - floor === (rest === 0n ? 0n : 1n);
      }),
    );
  });

  test("a share rounded down and its complement rounded up make the whole", () => {
    fc.assert(
      fc.property(minor, fc.integer({ min: 0, max: 10_000 }), (value, bps) => {
        const [down, up] = [value * BigInt(bps), value * BigInt(10_000 - bps)];
        return floorDiv(down, 10_000n) + ceilDiv(up, 10_000n) === value;
      }),
    );
  });

  test("currencies do not mix", () => {
    const euros = parseMoney("EUR", "1");
    expect(euros).toEqual(money("EUR", 1_000_000n));
    expect(() => sumMoney("HKD", [money("EUR", 1n)])).toThrow("do not add up");
  });
});
