import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  accrue,
  type Book,
  bookSplit,
  HARD_CEILING_BPS,
  owed,
  type Price,
  share,
  split,
} from "@/core/waterfall/waterfall";

const fresh: Book = {
  released: 80_000_000_000n,
  principalRepaid: 0n,
  chargePaid: 0n,
  latePaid: 0n,
  feePaid: 0n,
  principalDays: 0n,
  lateDays: 0n,
  accruedDay: 100n,
};
const price: Price = {
  rateBps: 1200n,
  lateRateBps: 1800n,
  feeBps: 50n,
  dayCount: 365n,
  ceilingBps: HARD_CEILING_BPS,
  lateFromDay: 135n,
};
const pay = (book: Book, day: bigint, amount: bigint, room: bigint) => {
  const accrued = accrue(book, price.lateFromDay, day);
  const parts = split(owed(accrued, price), amount, room);
  return { book: bookSplit(accrued, parts), parts };
};

describe("the waterfall", () => {
  test("thirty days on eighty thousand at 12% cost 789.041095, the rest goes to the seller", () => {
    const { parts } = pay(fresh, 130n, 100_000_000_000n, 100_000_000_000n);
    expect(parts).toEqual({
      fee: 400_000_000n,
      late: 0n,
      charge: 789_041_095n,
      principal: 80_000_000_000n,
      remainder: 18_810_958_905n,
      surplus: 0n,
    });
  });

  test("on the day of release nothing is charged", () => {
    const due = owed(accrue(fresh, price.lateFromDay, 100n), price);
    expect(due).toEqual({ fee: 0n, late: 0n, charge: 0n, principal: fresh.released });
  });

  test("after grace the late rate replaces the contract rate", () => {
    const accrued = accrue(fresh, price.lateFromDay, 145n);
    expect(accrued.principalDays).toBe(fresh.released * 35n);
    expect(accrued.lateDays).toBe(fresh.released * 10n);
  });

  test("paying in pieces on one day changes no tier, and parts sum to the payment", () => {
    const amounts = fc.array(fc.bigInt({ min: 1n, max: 30_000_000_000n }), { maxLength: 30 });
    fc.assert(
      fc.property(amounts, fc.bigInt({ min: 100n, max: 400n }), (pieces, day) => {
        const total = pieces.reduce((sum, each) => sum + each, 0n);
        const whole = pay(fresh, day, total, 100_000_000_000n);
        let book = fresh;
        let room = 100_000_000_000n;
        for (const piece of pieces) {
          const step = pay(book, day, piece, room);
          const { surplus, ...tiers } = step.parts;
          const taken = Object.values(tiers).reduce((sum, each) => sum + each, 0n);
          expect(taken + surplus).toBe(piece);
          room = room > taken ? room - taken : 0n;
          book = step.book;
        }
        expect(book).toEqual(pieces.length === 0 ? fresh : whole.book);
      }),
    );
  });

  test("holders' shares never exceed what lenders got", () => {
    const units = fc.array(fc.bigInt({ min: 1n, max: 10n ** 15n }), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(units, fc.bigInt({ min: 0n, max: 10n ** 15n }), (all, total) => {
        const funded = all.reduce((sum, each) => sum + each, 0n);
        const paid = all.reduce((sum, each) => sum + share(each, total, funded), 0n);
        expect(paid <= total && total - paid < BigInt(all.length)).toBe(true);
      }),
    );
  });
});
