import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { accrue, type ChargeTerms, expectedCharge, holderShare } from "@/core/accrual/accrual";
import { principalSteps } from "@/core/accrual/principal-steps";
import { quoteOf, splitPayment } from "@/core/quote/quote";

const DAY = 86_400;
const released = Date.UTC(2026, 10, 21, 2) / 1000;
const terms: ChargeTerms = {
  rateBps: 1_200,
  lateRateBps: 1_800,
  dayCount: 365,
  dayOffset: 28_800,
  graceDays: 5,
  ceilingBps: 3_074,
  dueAt: released + 60 * DAY,
};

describe("accrual", () => {
  const anyTerms = fc.record({
    amountDue: fc.bigInt({ min: 1n, max: 2n ** 56n - 1n }),
    advanceBps: fc.integer({ min: 1, max: 10_000 }),
    rateBps: fc.integer({ min: 0, max: 3_920 }),
    lateRateBps: fc.integer({ min: 0, max: 3_920 }),
    dayCount: fc.constantFrom(360, 365),
    graceDays: fc.integer({ min: 0, max: 30 }),
    ceilingBps: fc.constantFrom(3_074, 3_920),
    days: fc.integer({ min: 0, max: 400 }),
    second: fc.integer({ min: 0, max: DAY - 1 }),
    late: fc.integer({ min: 0, max: 200 }),
  });

  test("equals the seller's quote on the due date, and late, for any terms", () => {
    fc.assert(
      fc.property(anyTerms, ({ days, second, late, ...over }) => {
        const at = released + second;
        const dueAt = at + days * DAY;
        const quote = {
          ...over,
          feeBps: 0,
          offsetSeconds: terms.dayOffset,
          releasedAt: new Date(at * 1000),
          dueAt: new Date(dueAt * 1000),
        };
        const { advance, charge } = quoteOf(quote).onTime;
        const own = { ...terms, ...over, dueAt };
        const steps = [{ at, outstanding: advance }];
        expect(accrue(own, steps, dueAt)).toMatchObject({ charge, late: 0n });
        expect(expectedCharge(own, { amount: advance, releasedAt: at })).toBe(charge);
        const split = splitPayment(quote, { paid: over.amountDue, daysAfterDue: late });
        const accrued = accrue(own, steps, dueAt + late * DAY);
        expect(accrued.charge).toBe(split.charge);
        expect(accrued.late).toBe(split.lateCharge);
      }),
    );
  });

  test("is the same however a span is cut", () => {
    const cuts = fc.array(fc.integer({ min: 0, max: 120 * DAY }), { maxLength: 12 });
    fc.assert(
      fc.property(cuts, (offsets) => {
        const whole = [{ at: released, outstanding: 80_000_000_000n }];
        const pieces = offsets
          .sort((left, right) => left - right)
          .map((offset) => ({ at: released + offset, outstanding: 80_000_000_000n }));
        const at = released + 130 * DAY;
        expect(accrue(terms, [...whole, ...pieces], at)).toEqual(accrue(terms, whole, at));
      }),
    );
  });

  test("never charges escrow, the same day, or a moment before release", () => {
    expect(accrue(terms, [], released)).toMatchObject({ charge: 0n, late: 0n });
    const steps = [{ at: released, outstanding: 80_000_000_000n }];
    expect(accrue(terms, steps, released + 3_600).charge).toBe(0n);
    expect(accrue(terms, steps, released - DAY).charge).toBe(0n);
  });

  test("stops on what was repaid", () => {
    const steps = [
      { at: released, outstanding: 80_000_000_000n },
      { at: released + 10 * DAY, outstanding: 30_000_000_000n },
      { at: released + 20 * DAY, outstanding: 0n },
    ];
    expect(accrue(terms, steps, released + 200 * DAY)).toMatchObject({
      principalDays: 80_000_000_000n * 10n + 30_000_000_000n * 10n,
      latePrincipalDays: 0n,
    });
  });
});

test("the facts of the chain give the course of the principal", () => {
  const split = { fee: "0", late: "0", charge: "5", principal: "30", remainder: "0", surplus: "0" };
  const at = (days: number) => new Date((released + days * DAY) * 1000);
  expect(
    principalSteps([
      { name: "Released", args: { released: "50" }, blockAt: at(0) },
      { name: "Released", args: { released: "80" }, blockAt: at(1) },
      { name: "Collected", args: { split }, blockAt: at(2) },
      { name: "BoughtBack", args: { split: { ...split, principal: "50" } }, blockAt: at(3) },
    ]).map(({ outstanding }) => outstanding),
  ).toEqual([50n, 80n, 50n, 0n]);
});

test("holders' shares never sum to more than the whole", () => {
  const units = fc.array(fc.bigInt({ min: 1n, max: 10n ** 15n }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(units, fc.bigInt({ min: 0n, max: 10n ** 16n }), (holdings, total) => {
      const funded = holdings.reduce((sum, held) => sum + held, 0n);
      const shares = holdings.map((held) => holderShare({ units: held, funded, total }));
      const sum = shares.reduce((left, right) => left + right, 0n);
      expect(sum <= total && total - sum < BigInt(holdings.length)).toBe(true);
    }),
  );
  expect(holderShare({ units: 5n, funded: 0n, total: 9n })).toBe(0n);
});
