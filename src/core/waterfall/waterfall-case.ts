import {
  accrue,
  annualBpsUp,
  type Book,
  owed,
  type Price,
  share,
  split,
} from "@/core/waterfall/waterfall";

/** Draws of a seed: a whole number from 0 to below the limit, and an amount that is often tiny, often round. */
export type CaseDraws = {
  readonly below: (limit: bigint) => bigint;
  readonly amount: (limit: bigint) => bigint;
};

/** One case of the waterfall, as the contracts' harness for arithmetic takes it. Amounts in minor units. */
export type WaterfallCase = {
  readonly book: Book;
  readonly price: Price;
  readonly day: bigint;
  readonly amount: bigint;
  readonly sellerRoom: bigint;
};

/** A case about so much money released. */
export const waterfallCase = (
  { below, amount }: CaseDraws,
  released = amount(2n ** 53n) + 1n,
): WaterfallCase => {
  const accruedDay = 20_000n + below(500n);
  return {
    book: {
      released,
      principalRepaid: below(3n) === 0n ? released : amount(released),
      chargePaid: amount(released / 4n + 2n),
      latePaid: amount(released / 4n + 2n),
      feePaid: amount(released / 50n + 2n),
      principalDays: released * below(200n),
      lateDays: below(2n) * released * below(100n),
      accruedDay,
    },
    price: {
      rateBps: below(3921n),
      lateRateBps: below(3921n),
      feeBps: below(300n),
      dayCount: below(2n) === 0n ? 360n : 365n,
      ceilingBps: below(2n) === 0n ? 3920n : 3074n,
      lateFromDay: 20_000n + below(600n),
    },
    day: accruedDay + below(400n),
    amount: amount(released * 2n),
    sellerRoom: amount(released * 2n),
  };
};

const flat = (value: unknown): bigint[] =>
  Array.isArray(value) ? value.flatMap(flat) : [BigInt(value as bigint)];

/** The figures of one answer of the harness, in a row. */
export const figuresOf = (answer: { toArray(deep: boolean): unknown[] }): bigint[] =>
  flat(answer.toArray(true));

/** What this core makes of a case, in the order of the harness. */
export const expectedFigures = ({ book, price, day, amount, sellerRoom }: WaterfallCase) => {
  const accrued = accrue(book, price.lateFromDay, day);
  const due = owed(accrued, price);
  const parts = split(due, amount, sellerRoom);
  const { rateBps, feeBps, dayCount } = price;
  return [
    ...[accrued.principalDays, accrued.lateDays],
    ...[due.fee, due.late, due.charge, due.principal],
    ...[parts.fee, parts.late, parts.charge, parts.principal, parts.remainder, parts.surplus],
    annualBpsUp({ rateBps, feeBps, dayCount, termDays: day - accrued.accruedDay + 1n }),
    share(amount, book.principalRepaid, book.released),
  ];
};
