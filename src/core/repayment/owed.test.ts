import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ceilingOf, chargeSpans, type PrincipalStep } from "@/core/accrual/accrual";
import { chargeTermsOf, owedAt, owedInAll, type RepaidSoFar } from "@/core/repayment/owed";
import { NO_OFFER } from "@/core/typed-data/deal";
import {
  accrue,
  type Book,
  bookSplit,
  dayOf,
  type Owed,
  owed,
  type Price,
  split,
} from "@/core/waterfall/waterfall";

const DAY = 86_400;
const START = Date.UTC(2026, 10, 21, 2) / 1000;
const OFFSET = 28_800;

type Act = { after: number; release: bigint; pay: bigint };

const offerOf = (over: Partial<typeof NO_OFFER>) => ({
  ...NO_OFFER,
  ...{ rateBps: 1_200, lateRateBps: 1_800, feeBps: 50, dayOffset: OFFSET, graceDays: 5 },
  ...over,
});

const dealOf = (over: Partial<typeof NO_OFFER>, dueAt: number): RepaidSoFar["deal"] => ({
  offer: offerOf(over),
  terms: { dueAt },
});

/** The contract's own way: sums run on from act to act. Answers what is owed, and the course as pages know it. */
const lived = (deal: RepaidSoFar["deal"], acts: readonly Act[], until: number) => {
  const { offer } = deal;
  const price: Price = {
    rateBps: BigInt(offer.rateBps),
    lateRateBps: BigInt(offer.lateRateBps),
    feeBps: BigInt(offer.feeBps),
    dayCount: BigInt(offer.dayCount),
    ceilingBps: BigInt(ceilingOf(offer)),
    lateFromDay: dayOf(BigInt(deal.terms.dueAt), BigInt(OFFSET)) + BigInt(offer.graceDays),
  };
  const none = { principalRepaid: 0n, chargePaid: 0n, latePaid: 0n, feePaid: 0n };
  const days = { principalDays: 0n, lateDays: 0n, accruedDay: 0n };
  let book: Book = { released: 0n, ...none, ...days };
  let at = START;
  const steps: PrincipalStep[] = [];
  for (const { after, release, pay } of acts) {
    at += after;
    book = accrue(book, price.lateFromDay, dayOf(BigInt(at), BigInt(OFFSET)));
    book = { ...book, released: book.released + release };
    book = bookSplit(book, split(owed(book, price), pay, 0n));
    steps.push({ at, outstanding: book.released - book.principalRepaid });
  }
  const end = at + until;
  book = accrue(book, price.lateFromDay, dayOf(BigInt(end), BigInt(OFFSET)));
  const { released, principalRepaid: principalPaid, feePaid, latePaid, chargePaid } = book;
  const facts = { deal, steps, released, principalPaid, feePaid, latePaid, chargePaid };
  return { due: owed(book, price), facts, end };
};

describe("owed", () => {
  test("equals the contract's running sums for any course of releases and payments", () => {
    const act = fc.record({
      after: fc.integer({ min: 0, max: 40 * DAY }),
      release: fc.bigInt({ min: 0n, max: 10n ** 12n }),
      pay: fc.bigInt({ min: 0n, max: 10n ** 12n }),
    });
    const offer = fc.record({
      rateBps: fc.integer({ min: 0, max: 3_920 }),
      lateRateBps: fc.integer({ min: 0, max: 3_920 }),
      feeBps: fc.integer({ min: 0, max: 500 }),
      dayCount: fc.constantFrom<360 | 365>(360, 365),
      graceDays: fc.integer({ min: 0, max: 20 }),
      rateOverride: fc.boolean(),
    });
    const term = fc.integer({ min: 0, max: 90 });
    fc.assert(
      fc.property(
        offer,
        term,
        fc.array(act, { maxLength: 8 }),
        fc.nat(60 * DAY),
        (terms, dueDays, acts, until) => {
          const deal = dealOf(terms, START + dueDays * DAY);
          const { due, facts, end } = lived(deal, acts, until);
          const ours: Owed = owedAt(facts, end);
          expect(ours).toEqual(due);
          expect(owedInAll(ours)).toBe(due.fee + due.late + due.charge + due.principal);
        },
      ),
    );
  });

  test("opens to its days: what was out how long, and from when at the late rate", () => {
    const deal = dealOf({}, START + 60 * DAY);
    const acts = [
      { after: 0, release: 40_000_000_000n, pay: 0n },
      { after: 3 * DAY, release: 40_000_000_000n, pay: 0n },
    ];
    const { facts, end } = lived(deal, acts, 69 * DAY);
    expect(chargeSpans(chargeTermsOf(deal), facts.steps, end)).toEqual([
      { outstanding: 40_000_000_000n, days: 3, late: false },
      { outstanding: 80_000_000_000n, days: 62, late: false },
      { outstanding: 80_000_000_000n, days: 7, late: true },
    ]);
    const charge = ((40n * 3n + 80n * 62n) * 10n ** 9n * 1_200n) / 3_650_000n;
    const late = (80n * 7n * 10n ** 9n * 1_800n) / 3_650_000n;
    expect(owedAt(facts, end)).toMatchObject({ charge, late, fee: 400_000_000n });
  });
});
