import fc from "fast-check";
import { expect, test } from "vitest";
import {
  addDecimal,
  compareDecimal,
  multiplyDecimal,
  printDecimal,
  readDecimal,
  subtractDecimal,
  trimDecimal,
  unitsAtScale,
} from "@/core/decimal";

const decimal = fc.record({
  units: fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
  scale: fc.integer({ min: 0, max: 10 }),
});

test("a printed decimal reads back with the same digits", () => {
  fc.assert(
    fc.property(decimal, (value) => {
      expect(readDecimal(printDecimal(value))).toEqual(value);
    }),
  );
});

test("padding changes how a number looks, not what it is", () => {
  fc.assert(
    fc.property(decimal, fc.integer({ min: 0, max: 12 }), (value, decimals) => {
      const padded = readDecimal(printDecimal(value, decimals)) ?? { units: -1n, scale: 0 };
      return compareDecimal(padded, value) === 0 && padded.scale >= decimals;
    }),
  );
});

test("sums undo differences, and products agree with whole-number arithmetic", () => {
  fc.assert(
    fc.property(decimal, decimal, (left, right) => {
      expect(compareDecimal(subtractDecimal(addDecimal(left, right), right), left)).toBe(0);
      expect(multiplyDecimal(left, right).units).toBe(left.units * right.units);
    }),
  );
});

test("units at a scale are exact or refused", () => {
  expect(unitsAtScale({ units: 1_500n, scale: 3 }, 1)).toBe(15n);
  expect(unitsAtScale({ units: 1_501n, scale: 3 }, 1)).toBeUndefined();
  expect(trimDecimal({ units: 1_500n, scale: 3 })).toEqual({ units: 15n, scale: 1 });
});
