import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { confirmDelivery, mayConfirm, type Said } from "@/core/delivery/confirm-delivery";
import {
  deliveredValue,
  deliveryProgress,
  fullStand,
  type OrderedGoods,
} from "@/core/delivery/delivered-value";
import { goods } from "@/core/delivery/delivery.build";
import { deliveryRecord, evidenceHashOf, standsOfRecord } from "@/core/delivery/delivery-record";
import { releasableAt } from "@/core/delivery/releasable";

const order = goods("a", 121_000_000n, [
  ["10", 60_000_000n],
  ["4.5", 40_000_000n],
]);
const all: Said = { others: "delivered", lines: [] };
const line = (key: string, delivered: string, short = "0", rejected = "0") => ({
  key,
  delivered,
  short,
  rejected,
});
const only = (...lines: Said["lines"]): Said => ({ others: "unchanged", lines });
const none = new Map();

const codeOf = (decision: ReturnType<typeof confirmDelivery>): string =>
  decision.ok ? "ok" : decision.code;
const confirmed = (orders: readonly OrderedGoods[], said: Said, before = none) => {
  const decision = confirmDelivery(orders, before, said);
  if (!decision.ok) throw new Error(decision.code);
  return decision.value;
};

describe("delivered value", () => {
  test("one click: everything is exactly the amount due", () => {
    const { delivered, complete } = confirmed([order, goods("b", 7n, [])], all);
    expect([delivered, complete]).toEqual([121_000_007n, true]);
  });

  test("part of a line counts by its net, rounded down", () => {
    const half = confirmed([order], only(line("a:0", "5")));
    expect([half.delivered, half.complete]).toEqual([36_300_000n, false]);
    expect(confirmed([goods("a", 100n, [["3", 100n]])], only(line("a:0", "1"))).delivered).toBe(
      33n,
    );
  });

  test("short and rejected are known and worth nothing", () => {
    const { delivered, complete } = confirmed([order], {
      others: "delivered",
      lines: [line("a:1", "2.25", "1", "1.25")],
    });
    expect([delivered, complete]).toEqual([96_800_000n, true]);
  });

  test("splits the amount due into delivered, still to come and missing", () => {
    const stands = confirmed([order], only(line("a:0", "4", "1", "1"))).stands;
    expect(deliveryProgress([order], stands)).toEqual({
      delivered: 29_040_000n,
      toCome: 77_440_000n,
      missing: 14_520_000n,
    });
    expect(deliveryProgress([order], new Map())).toEqual({
      delivered: 0n,
      toCome: 121_000_000n,
      missing: 0n,
    });
    const short = confirmed([order], { others: "delivered", lines: [line("a:1", "2", "2.5")] });
    expect(deliveryProgress([order], short.stands)).toMatchObject({ toCome: 0n });
  });
  test("lines without a value count alike; an order without lines is one line", () => {
    const bare = goods("a", 90n, [
      ["1", 0n],
      ["2", 0n],
      ["1", 0n],
    ]);
    expect(confirmed([bare], only(line("a:0", "1"), line("a:1", "1"))).delivered).toBe(45n);
    expect(confirmed([goods("b", 50n, [])], only(line("b:-1", "1"))).delivered).toBe(50n);
  });

  test("never above the amount due, never shrinking, exact at the end", () => {
    const lines = fc.array(
      fc.tuple(fc.integer({ min: 1, max: 100_000 }), fc.bigInt({ min: -50n, max: 10n ** 13n })),
      { maxLength: 6 },
    );
    const orders = fc.array(fc.tuple(fc.bigInt({ min: 1n, max: 10n ** 14n }), lines), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(
        orders,
        fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 40 }),
        (drawn, parts) => {
          const all = drawn.map(([due, drawnLines], index) =>
            goods(
              String(index),
              due,
              drawnLines.map(([quantity, net]) => [(quantity / 100).toFixed(2), net]),
            ),
          );
          const due = all.reduce((sum, { amountDue }) => sum + amountDue, 0n);
          const stands = new Map();
          let last = 0n;
          const keys = all.flatMap(({ lines: own }) => own);
          for (const [index, each] of keys.entries()) {
            const share = (parts[index] ?? 100) / 100;
            const delivered = (Number(each.quantity) * share).toFixed(6);
            stands.set(each.key, { delivered, short: "0", rejected: "0" });
            const value = deliveredValue(all, stands);
            expect(value).toBeGreaterThanOrEqual(last);
            expect(value).toBeLessThanOrEqual(due);
            last = value;
          }
          for (const each of keys) stands.set(each.key, fullStand(each));
          for (const { orderId } of all)
            stands.set(`${orderId}:-1`, { delivered: "1", short: "0", rejected: "0" });
          expect(deliveredValue(all, stands)).toBe(due);
        },
      ),
    );
  });
});

describe("confirming", () => {
  test("adds up over several confirmations and never shrinks", () => {
    const first = confirmed([order], only(line("a:0", "5")));
    expect(codeOf(confirmDelivery([order], first.stands, only(line("a:0", "4"))))).toBe(
      "delivery.less_than_before",
    );
    expect(codeOf(confirmDelivery([order], first.stands, only(line("a:0", "5.0"))))).toBe(
      "delivery.nothing_new",
    );
    expect(confirmed([order], all, first.stands as never).delivered).toBe(121_000_000n);
  });

  test.each([
    ["a:0", "11", "delivery.more_than_ordered"],
    ["a:0", "-1", "delivery.quantity_invalid"],
    ["a:0", "1e3", "delivery.quantity_invalid"],
    ["a:0", "0.0000001", "delivery.quantity_invalid"],
    ["z:0", "1", "delivery.line_unknown"],
  ])("refuses %s %s with %s", (key, quantity, code) => {
    expect(codeOf(confirmDelivery([order], none, only(line(key, quantity))))).toBe(code);
  });

  test("says why it cannot happen yet, any more, or at all", () => {
    const state = { status: "funded", deliverBy: 100, disputed: false };
    const code = (over: Partial<typeof state>, now = 100) => {
      const decision = mayConfirm({ ...state, ...over }, now);
      return decision.ok ? "ok" : decision.code;
    };
    expect(code({})).toBe("ok");
    expect(code({}, 101)).toBe("delivery.too_late");
    expect(code({ status: "funding" })).toBe("delivery.not_funded");
    expect(code({ status: "settled" })).toBe("delivery.over");
    expect(code({ disputed: true })).toBe("delivery.disputed");
  });
});

describe("record", () => {
  test("is read back as it was written, and its hash is of its text alone", () => {
    const { stands } = confirmed([order], only(line("a:0", "5", "1", "2.5")));
    const record = deliveryRecord({ receivableId: "0x1", sequence: 1, orders: [order], stands });
    const stored = JSON.parse(JSON.stringify(record));
    expect(evidenceHashOf(stored)).toBe(evidenceHashOf(record));
    expect(standsOfRecord(stored, [order])).toEqual(stands);
  });
});

describe("release", () => {
  const books = {
    amountDue: 100n,
    diluted: 0n,
    collected: 0n,
    funded: 80n,
    released: 0n,
    escrow: 80n,
    principalRepaid: 0n,
    advanceBps: 8_000,
  };
  test("goes with the delivery, and everything at full delivery", () => {
    expect([10n, 50n, 100n].map((value) => releasableAt(books, value))).toEqual([8n, 40n, 80n]);
  });
  test("what the buyer paid before lowers it", () => {
    expect(releasableAt({ ...books, collected: 60n }, 100n)).toBe(32n);
    expect(releasableAt({ ...books, released: 80n, escrow: 0n }, 100n)).toBe(0n);
  });
});
