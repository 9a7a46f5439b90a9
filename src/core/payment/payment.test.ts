import { describe, expect, test } from "vitest";
import { type CalendarDate, parseCalendarDate } from "@/core/dates/calendar-date";
import { type BuyerDebt, buyerStateOf, canPay, openAmount } from "@/core/payment/buyer-state";
import { confirmDebt, disputeDebt, isConfirmed } from "@/core/payment/confirm";
import { transferUri } from "@/core/payment/payment-code";

const date = (text: string) => parseCalendarDate(text) as CalendarDate;
const today = date("2026-11-21");

const debt = (over: Partial<BuyerDebt> = {}): BuyerDebt => ({
  status: "released",
  amountDue: 100_000_000n,
  diluted: 0n,
  collected: 0n,
  surplus: 0n,
  arriving: 0n,
  dueDate: date("2026-12-21"),
  paidOn: null,
  strength: null,
  seenBefore: false,
  disputed: false,
  ...over,
});

test.each<[string, Partial<BuyerDebt>]>([
  ["unseen", {}],
  ["seen", { seenBefore: true }],
  ["seen", { strength: "seen" }],
  ["confirmed", { strength: "matches", seenBefore: true }],
  ["confirmed", { strength: "will-pay" }],
  ["late", { dueDate: date("2026-11-20"), strength: "will-pay" }],
  ["unseen", { dueDate: today }],
  ["partPaid", { collected: 1n }],
  ["partPaid", { collected: 1n, dueDate: date("2026-11-01") }],
  ["arriving", { arriving: 100_000_000n }],
  ["arriving", { collected: 40_000_000n, arriving: 60_000_000n }],
  ["partPaid", { collected: 40_000_000n, arriving: 59_999_999n }],
  ["disputed", { disputed: true }],
  ["withdrawn", { status: "cancelled" }],
  ["paid", { collected: 100_000_000n, paidOn: today, status: "settled" }],
  ["paid", { collected: 90_000_000n, diluted: 10_000_000n, paidOn: today }],
  ["credited", { diluted: 100_000_000n }],
  ["paid", { collected: 100_000_000n, paidOn: today, status: "cancelled" }],
  ["paidLate", { collected: 100_000_000n, dueDate: date("2026-11-20"), paidOn: today }],
  ["overpaid", { collected: 100_000_000n, surplus: 1n, paidOn: today }],
  ["paidTwice", { collected: 100_000_000n, surplus: 100_000_000n, paidOn: today }],
])("a buyer's debt is %s with %o", (state, over) => {
  expect(buyerStateOf(debt(over), today)).toBe(state);
});

test("money can be paid in every state with something open", () => {
  for (const state of ["unseen", "seen", "confirmed", "late", "partPaid", "disputed"] as const)
    expect(canPay(state)).toBe(true);
  for (const state of [
    "paid",
    "paidLate",
    "overpaid",
    "paidTwice",
    "withdrawn",
    "arriving",
  ] as const)
    expect(canPay(state)).toBe(false);
});

test("credit notes and payments lower what is open, never below 0", () => {
  expect(openAmount(debt({ diluted: 1n, collected: 2n }))).toBe(99_999_997n);
  expect(openAmount(debt({ diluted: 60_000_000n, collected: 60_000_000n }))).toBe(0n);
});

describe("confirming", () => {
  const promise = { amount: 100_000_000n, date: date("2026-12-21") };
  const say = (strength: "seen" | "matches" | "will-pay", name = "Mei Wong") => ({
    strength,
    name,
    promise: strength === "will-pay" ? promise : null,
  });

  test("may become firmer and never weaker", () => {
    expect(confirmDebt(debt({ strength: "seen" }), say("will-pay"), today).ok).toBe(true);
    expect(confirmDebt(debt({ strength: "will-pay" }), say("seen"), today)).toMatchObject({
      code: "debt.weaker",
    });
  });

  test.each([
    ["debt.nothing_open", { collected: 100_000_000n }, say("seen")],
    ["debt.nothing_open", { status: "cancelled" }, say("seen")],
    ["debt.disputed", { disputed: true }, say("matches")],
    ["debt.name_missing", {}, say("seen", "  ")],
    ["debt.promise_invalid", {}, { ...say("will-pay"), promise: null }],
    [
      "debt.promise_invalid",
      {},
      { ...say("will-pay"), promise: { ...promise, amount: 100_000_001n } },
    ],
    [
      "debt.promise_invalid",
      {},
      { ...say("will-pay"), promise: { ...promise, date: date("2026-11-20") } },
    ],
  ])("is refused with %s", (code, over, said) => {
    expect(confirmDebt(debt(over), said, today)).toMatchObject({ ok: false, code });
  });

  test("a dispute is refused after a promise to pay without set-off", () => {
    const said = { name: "Mei Wong", reason: "Two pallets are missing." };
    expect(disputeDebt(debt(), said).ok).toBe(true);
    expect(disputeDebt(debt({ strength: "will-pay" }), said)).toMatchObject({
      code: "debt.promised",
    });
    expect(disputeDebt(debt(), { ...said, reason: "no" })).toMatchObject({
      code: "debt.reason_missing",
    });
  });
});

test("the second payment code names coin, chain, account and amount", () => {
  const account = "0x00000000000000000000000000000000000000aA";
  const coin = "0x00000000000000000000000000000000000000Cc";
  expect(transferUri({ account, coin, chainId: 31_337, minor: 1_500_000n })).toBe(
    `ethereum:${coin}@31337/transfer?address=${account}&uint256=1500000`,
  );
});

test("the same confirmation again is known as the same", () => {
  const promise = { amount: 5n, date: today };
  const said = { strength: "will-pay", name: "Mei Wong", promise } as const;
  const known = { strength: "will-pay", confirmedBy: "Mei Wong", promise: { ...promise } } as const;
  expect(isConfirmed(known, said)).toBe(true);
  expect(isConfirmed({ ...known, confirmedBy: "Ka Ho Lam" }, said)).toBe(false);
  expect(isConfirmed({ ...known, promise: { ...promise, amount: 6n } }, said)).toBe(false);
  expect(isConfirmed({ ...known, promise: { ...promise, date: date("2026-11-22") } }, said)).toBe(
    false,
  );
  expect(isConfirmed({ ...known, strength: "matches", promise: null }, said)).toBe(false);
});
