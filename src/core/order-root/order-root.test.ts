import { describe, expect, test, vi } from "vitest";
import { isOrderUnder, orderProof, ordersRoot } from "@/core/order-root/order-root";
import { keccakHex } from "@/core/typed-data/hash-struct";

// Thousands of hashes a test: no statement about speed, only about hanging.
vi.setConfig({ testTimeout: 30_000 });

const hash = (text: string) => keccakHex(new TextEncoder().encode(text));
const orders = Array.from({ length: 1000 }, (_, at) => ({
  orderKey: hash(`key ${at}`),
  contentHash: hash(`content ${at}`),
}));

describe("the root of a receivable's orders", () => {
  test("every order asked for is proven under it", () => {
    const root = ordersRoot(orders);
    for (const at of [0, 1, 499, 999]) {
      expect(isOrderUnder(root, orders[at]!, orderProof(orders, at))).toBe(true);
    }
  });

  test("does not depend on the sequence of the orders", () => {
    expect(ordersRoot([...orders].reverse())).toBe(ordersRoot(orders));
  });

  test("an order with other content is not under it", () => {
    const changed = { ...orders[7]!, contentHash: hash("other") };
    expect(isOrderUnder(ordersRoot(orders), changed, orderProof(orders, 7))).toBe(false);
  });

  test("a malformed proof is no proof", () => {
    expect(isOrderUnder(ordersRoot(orders), orders[0]!, ["0x12"])).toBe(false);
  });

  test("a single order is its own root", () => {
    const only = [orders[0]!];
    expect(orderProof(only, 0)).toEqual([]);
    expect(isOrderUnder(ordersRoot(only), only[0]!, [])).toBe(true);
  });
});
