import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  GROUPINGS,
  groupOrders,
  type OrderForLot,
  planBatches,
} from "@/core/registration/group-orders";

const hash = (seed: number): `0x${string}` => `0x${seed.toString(16).padStart(64, "0")}`;

const order = (seed: number, over: Partial<OrderForLot> = {}): OrderForLot => ({
  id: `order-${seed}`,
  number: `A-${seed}`,
  orderKey: hash(seed),
  contentHash: hash(seed + 1),
  fileHash: hash(7),
  warehouseId: "w1",
  buyerId: "b1",
  currency: "HKD",
  dueDate: "2027-01-31",
  dueDateSource: "stated",
  amountDue: 8_000_000n,
  ...over,
});

describe("group orders", () => {
  it("makes one receivable of 1,000 parcel orders of one buyer", () => {
    const parcels = Array.from({ length: 1_000 }, (_, seed) => order(seed));
    const groups = groupOrders(parcels, "auto");
    expect(groups).toHaveLength(1);
    expect(groups[0]?.amountDue).toBe(8_000_000_000n);
  });

  it("leaves large orders alone under auto, and joins them on request", () => {
    const large = [1, 2].map((seed) => order(seed, { amountDue: 10_000_000_000n }));
    expect(groupOrders(large, "auto")).toHaveLength(2);
    expect(groupOrders(large, "together")).toHaveLength(1);
    expect(groupOrders([order(1), order(2)], "apart")).toHaveLength(2);
  });

  it("never mixes buyers, currencies, due dates or warehouses, and loses nothing", () => {
    const some = fc.record({
      buyerId: fc.constantFrom("b1", "b2"),
      currency: fc.constantFrom("HKD" as const, "USD" as const),
      dueDate: fc.constantFrom("2027-01-31", "2027-02-28"),
      warehouseId: fc.constantFrom("w1", "w2"),
      amountDue: fc.bigInt(1n, 20_000_000_000n),
    });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 40 }), fc.constantFrom(...GROUPINGS), (all, how) => {
        const orders = all.map((over, seed) => order(seed, over));
        const groups = groupOrders(orders, how);
        expect(groups.flatMap(({ orders: members }) => members)).toHaveLength(orders.length);
        for (const group of groups)
          for (const member of group.orders)
            expect([member.buyerId, member.currency, member.dueDate, member.warehouseId]).toEqual([
              group.buyerId,
              group.currency,
              group.dueDate,
              group.warehouseId,
            ]);
        const sum = (amounts: bigint[]) => amounts.reduce((left, right) => left + right, 0n);
        expect(sum(groups.map(({ amountDue }) => amountDue))).toBe(
          sum(orders.map(({ amountDue }) => amountDue)),
        );
      }),
    );
  });

  it("refuses an empty selection and orders that are due", () => {
    const today = "2026-11-21";
    expect(planBatches([], { grouping: "auto", today })).toMatchObject({ code: "order.none" });
    const due = planBatches([order(1, { dueDate: today })], { grouping: "auto", today });
    expect(due).toMatchObject({ ok: false, code: "order.past_due" });
    const fine = planBatches([order(1), order(2, { currency: "USD" })], {
      grouping: "auto",
      today,
    });
    expect(fine.ok && fine.value.map(({ currency }) => currency)).toEqual(["HKD", "USD"]);
  });
});
