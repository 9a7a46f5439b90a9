import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { axisWord, drawable, labelStep, moneyAxis } from "./scale";
import { barLength, largestOf, sharesOf } from "./shares";

describe("money axis", () => {
  test.each([
    [0, "0"],
    [80, "80"],
    [350_000, "350k"],
    [1_250_000, "1.25m"],
    [-2_000_000_000, "−2bn"],
  ])("%d reads %s", (value, word) => {
    expect(axisWord(value)).toBe(word);
  });

  test("starts at zero, ends above the largest figure, ticks are round", () => {
    const axis = moneyAxis([12_300, 98_700], 200);
    expect(axis.y(0)).toBe(200);
    expect(axis.y(98_700)).toBeGreaterThanOrEqual(0);
    expect(axis.ticks.map(({ word }) => word)).toEqual(["0", "20k", "40k", "60k", "80k", "100k"]);
  });

  test("stands without figures", () => {
    const axis = moneyAxis([], 100);
    expect(axis.y(0)).toBe(100);
  });

  test("draws minor units as whole ones", () => {
    expect(drawable(1_500_000n)).toBe(1.5);
    expect(drawable(-250_000n)).toBe(-0.25);
  });

  test("writes at most so many labels", () => {
    expect(labelStep(30, 6)).toBe(5);
    expect(labelStep(3, 6)).toBe(1);
  });
});

describe("bars", () => {
  test("the largest is full, zero and below are not drawn", () => {
    expect(barLength(50n, 200n)).toBe(25);
    expect(barLength(0n, 200n)).toBe(0);
    expect(barLength(5n, 0n)).toBe(0);
    expect(largestOf([3n, 9n, 4n])).toBe(9n);
  });

  test("shares sum to the whole", () => {
    const minors = fc.array(fc.bigInt({ min: 0n, max: 10n ** 24n }), {
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(minors, (amounts) => {
        const sum = sharesOf(amounts).reduce((whole, share) => whole + share, 0);
        expect(sum).toBe(amounts.some((minor) => minor > 0n) ? 10_000 : 0);
      }),
    );
    expect(sharesOf([612_400n, 270_350n, 100_000n])).toEqual([6231, 2751, 1018]);
  });
});
