import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decimalsOf, figureDecimals } from "./decimals";
import { type MoneyPart, segmentsOf } from "./money-parts";

const part = (key: string, minor: bigint): MoneyPart => ({ key, kind: "advance", minor });

describe("segments of a money bar", () => {
  test("meet without a gap and fill the bar, whatever the amounts", () => {
    const amounts = fc.array(fc.bigInt({ min: -5n, max: 10n ** 30n }), { minLength: 1 });
    fc.assert(
      fc.property(amounts, (minors) => {
        const segments = segmentsOf(minors.map((minor, index) => part(String(index), minor)));
        let end = 0;
        for (const { start, width } of segments) {
          expect(start).toBeCloseTo(end, 9);
          end = start + width;
        }
        if (segments.length > 0) expect(end).toBeCloseTo(100, 9);
        expect(segments.length).toBe(minors.filter((minor) => minor > 0n).length);
      }),
    );
  });

  test("draws nothing for nothing", () => {
    expect(segmentsOf([part("a", 0n)])).toEqual([]);
    expect(segmentsOf([])).toEqual([]);
  });
});

describe("decimals of a column", () => {
  test.each([
    [0n, 2],
    [1_500_000n, 2],
    [1_230_000n, 2],
    [1_001_000n, 3],
    [789_041_095n, 6],
    [-10n, 5],
  ])("%s minor units are written with %i decimals", (minor, decimals) => {
    expect(figureDecimals(minor)).toBe(decimals);
  });

  test("the longest figure decides", () => {
    expect(decimalsOf([10_000n, undefined, 100n])).toBe(4);
    expect(decimalsOf([])).toBe(2);
  });
});
