import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type QuoteInput, quoteOf, splitPayment } from "@/core/quote/quote";

const input = (over: Partial<QuoteInput> = {}): QuoteInput => ({
  amountDue: 100_000_000_000n,
  advanceBps: 8_000,
  rateBps: 1_200,
  lateRateBps: 1_800,
  feeBps: 50,
  dayCount: 365,
  offsetSeconds: 28_800,
  graceDays: 5,
  ceilingBps: 3_074,
  releasedAt: new Date("2026-11-21T02:00:00Z"),
  dueAt: new Date("2027-01-20T02:00:00Z"),
  ...over,
});

describe("quote", () => {
  it("prices 80 % of HKD 100,000 for 60 days to the minor unit", () => {
    const quote = quoteOf(input());
    expect(quote.onTime).toMatchObject({
      days: 60,
      advance: 80_000_000_000n,
      fee: 400_000_000n,
      charge: 1_578_082_191n,
      remainder: 18_021_917_809n,
      shortfall: 0n,
    });
    expect(quote.cost).toBe(1_978_082_191n);
    expect(quote.annualBps).toBe(1_505);
  });

  it("charges the late rate only after the grace", () => {
    const late = splitPayment(input(), { paid: 100_000_000_000n, daysAfterDue: 30 });
    expect(late.days).toBe(65);
    expect(late.lateDays).toBe(25);
    expect(late.lateCharge).toBe((80_000_000_000n * 25n * 1_800n) / (10_000n * 365n));
    expect(splitPayment(input(), { paid: 1n, daysAfterDue: 5 }).lateCharge).toBe(0n);
  });

  it("never charges a day that did not pass", () => {
    const sameDay = quoteOf(input({ dueAt: new Date("2026-11-21T09:00:00Z") }));
    expect(sameDay.onTime.charge).toBe(0n);
  });

  it("lets the fee yield where the term is short, so that the ceiling holds", () => {
    const dueAt = new Date("2026-11-23T02:00:00Z");
    const quote = quoteOf(input({ dueAt }));
    expect(quote.onTime.days).toBe(2);
    expect(quote.cost).toBeLessThanOrEqual((80_000_000_000n * 2n * 3_074n) / 3_650_000n);
    expect(quote.annualBps).toBeLessThanOrEqual(3_074);
  });

  it("sums its parts to what was paid, for any terms", () => {
    const terms = fc.record({
      amountDue: fc.bigInt({ min: 1n, max: 10n ** 18n }),
      advanceBps: fc.integer({ min: 1, max: 9_500 }),
      rateBps: fc.integer({ min: 0, max: 3_920 }),
      lateRateBps: fc.integer({ min: 0, max: 3_920 }),
      feeBps: fc.integer({ min: 0, max: 500 }),
      dayCount: fc.constantFrom(360, 365),
      graceDays: fc.integer({ min: 0, max: 30 }),
      days: fc.integer({ min: 0, max: 400 }),
    });
    const payment = fc.record({ share: fc.bigInt(0n, 100n), daysAfterDue: fc.nat(400) });
    fc.assert(
      fc.property(terms, payment, ({ days, ...over }, { share, daysAfterDue }) => {
        const dueAt = new Date(input().releasedAt.getTime() + days * 86_400_000);
        const full = input({ ...over, dueAt });
        const paid = (full.amountDue * share) / 100n;
        const split = splitPayment(full, { paid, daysAfterDue });
        const { advance, fee, charge, lateCharge, remainder, shortfall } = split;
        expect(advance + fee + charge + lateCharge + remainder - shortfall).toBe(paid);
        expect(remainder === 0n || shortfall === 0n).toBe(true);
        const quote = quoteOf(full);
        expect(quote.holdBack + quote.onTime.advance).toBe(full.amountDue);
      }),
    );
  });
});
