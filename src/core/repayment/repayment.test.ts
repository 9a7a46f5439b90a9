import { describe, expect, test } from "vitest";
import type { CalendarDate } from "@/core/dates/calendar-date";
import type { Kept } from "@/core/keeper/acts-due";
import { nextOn } from "@/core/repayment/exception";
import { openActs } from "@/core/repayment/open-acts";
import { chartWeeks, mondayOf } from "@/core/repayment/repayment-filter";
import { NO_OFFER } from "@/core/typed-data/deal";
import { structToJson } from "@/core/typed-data/deal-json";

const date = (text: string) => text as CalendarDate;

const kept = (over: Partial<Kept> = {}): Kept => ({
  id: "0x",
  status: "released",
  escrow: 0n,
  funded: 80n,
  lenderTotal: 0n,
  unswept: 0n,
  holders: [{ units: 80n, paid: 0n }],
  deal: structToJson({
    terms: {
      ...{ receivable: "0x", seller: "0x", warehouse: "0x", buyer: "0x", coin: "0x" },
      amountDue: 100n,
      dueAt: 1_000,
      ordersRoot: "0x",
      documentHash: "0x",
    },
    registeredAt: 1,
    offer: { ...NO_OFFER, fundBy: 100, deliverBy: 200, graceDays: 5, noticeDays: 10 },
    attesters: [],
  }),
  ...over,
});

const possible = (state: Kept, now: number) =>
  openActs(state, now).flatMap((act) => (act.possible ? [act.kind] : []));

describe("acts open to anybody", () => {
  test("appear one second after their deadline", () => {
    expect(possible(kept({ status: "funding" }), 100)).toEqual([]);
    expect(possible(kept({ status: "funding" }), 101)).toEqual(["close-funding"]);
    expect(possible(kept({ status: "funded", escrow: 1n }), 201)).toEqual(["close-release"]);
    const notice = 1_000 + 15 * 86_400;
    expect(possible(kept(), notice)).toEqual([]);
    expect(possible(kept(), notice + 1)).toEqual(["declare-default"]);
    expect(openActs(kept(), 0).find(({ kind }) => kind === "declare-default")?.from).toBe(
      notice + 1,
    );
  });
  test("follow the money", () => {
    expect(possible(kept({ unswept: 1n }), 0)).toEqual(["sweep"]);
    expect(possible(kept({ lenderTotal: 40n }), 0)).toEqual(["pay-out"]);
    expect(openActs(kept({ deal: null }), 0)).toEqual([]);
  });
});

test("weeks begin on Monday", () => {
  expect(mondayOf(date("2026-11-21"))).toBe("2026-11-16");
  expect(mondayOf(date("2026-11-16"))).toBe("2026-11-16");
  expect(chartWeeks(date("2026-11-21"), { before: 1, after: 1 })).toEqual([
    "2026-11-09",
    "2026-11-16",
    "2026-11-23",
  ]);
});

test("who acts next on an exception", () => {
  const found = { lateDays: null, noticeDays: 15, intentKind: null };
  expect(nextOn({ ...found, kind: "failed", intentKind: "fund" })).toBe("lender");
  expect(nextOn({ ...found, kind: "failed", intentKind: "sweep" })).toBe("platform");
  expect(nextOn({ ...found, kind: "overdue", lateDays: 15 })).toBe("buyer");
  expect(nextOn({ ...found, kind: "overdue", lateDays: 16 })).toBe("platform");
  expect(nextOn({ ...found, kind: "disputed" })).toBe("seller");
});
