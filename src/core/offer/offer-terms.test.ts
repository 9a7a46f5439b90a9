import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayNumberAt } from "@/core/dates/day-count";
import {
  checkTerms,
  DEFAULT_TERMS,
  deadlinesOf,
  maximumOf,
  offerOf,
  quoteInputOf,
  whatIf,
} from "@/core/offer/offer-terms";
import { annualBpsUp } from "@/core/waterfall/waterfall";

const now = 1_795_000_000;
const subject = {
  amountDue: 100_000_000_000n,
  dueAt: now + 60 * 86_400,
  diluted: 0n,
  collected: 0n,
};
const codeOf = (over: Partial<typeof DEFAULT_TERMS>, at = now) => {
  const checked = checkTerms({ ...DEFAULT_TERMS, ...over }, { subject, now: at });
  return checked.ok ? "ok" : checked.code;
};

describe("offer terms", () => {
  it("advances a share of what the buyer still owes", () => {
    expect(maximumOf(subject, 8_000)).toBe(80_000_000_000n);
    expect(maximumOf({ ...subject, collected: 50_000_000_000n }, 8_000)).toBe(40_000_000_000n);
    expect(maximumOf({ ...subject, diluted: 200_000_000_000n }, 8_000)).toBe(0n);
  });

  it("takes the usual terms, and refuses rates above the ceilings", () => {
    expect(codeOf({})).toBe("ok");
    expect(codeOf({ rateBps: 3_074 })).toBe("ok");
    expect(codeOf({ lateRateBps: 3_075 })).toBe("offer.rate_needs_override");
    expect(codeOf({ lateRateBps: 3_075, rateOverride: true })).toBe("ok");
    expect(codeOf({ rateBps: 3_921, rateOverride: true })).toBe("offer.rate_too_high");
    expect(codeOf({ advanceBps: 0 })).toBe("offer.terms_invalid");
    expect(codeOf({ fundDays: 31 })).toBe("offer.terms_invalid");
    expect(codeOf({}, subject.dueAt)).toBe("order.past_due");
  });

  it("never sets a deadline after the due date", () => {
    const soon = deadlinesOf(DEFAULT_TERMS, { now, dueAt: now + 86_400 });
    expect(soon).toEqual({ fundBy: now + 86_400, deliverBy: now + 86_400 });
  });

  it("signs a fee that leaves the rate under the ceiling when the term is short", () => {
    const dueAt = now + 10 * 86_400;
    const facts = { subject: { ...subject, dueAt }, now, sequence: 1, lender: null };
    const offer = offerOf(DEFAULT_TERMS, facts);
    expect(offer.feeBps).toBe(15);
    expect(offer.minimum).toBe(16_000_000_000n);
    expect(offerOf(DEFAULT_TERMS, { ...facts, subject }).feeBps).toBe(50);
  });

  it("stays fundable to the last second of the funding time", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 0, max: 3_074 }),
        (days, rateBps) => {
          const dueAt = now + days * 86_400;
          const terms = { ...DEFAULT_TERMS, rateBps };
          const facts = { subject: { ...subject, dueAt }, now, sequence: 1, lender: null };
          const { feeBps, fundBy, dayOffset } = offerOf(terms, facts);
          const termDays = dayNumberAt(dueAt, dayOffset) - dayNumberAt(fundBy, dayOffset);
          const rate = annualBpsUp({
            rateBps: BigInt(rateBps),
            feeBps: BigInt(feeBps),
            dayCount: 365n,
            termDays: BigInt(termDays),
          });
          expect(rate <= 3_074n).toBe(true);
        },
      ),
    );
  });

  it("tells the seller what late, short and never mean", () => {
    const input = quoteInputOf(DEFAULT_TERMS, { subject, now });
    const { late, short, never } = whatIf(input, false);
    expect(late.extra > 0n && late.remainder > 0n).toBe(true);
    expect(short.missing).toBe(10_000_000_000n);
    expect(never.sellerOwes).toBe(0n);
    expect(whatIf(input, true).never.sellerOwes > 80_000_000_000n).toBe(true);
  });
});
