import { describe, expect, test, vi } from "vitest";
import { orderProof, ordersRoot } from "@/core/order-root/order-root";
import { keccakHex } from "@/core/typed-data/hash-struct";
import { checkOrderProof, type OrderProof, readContent, readOrderProof } from "./order-proof";
import { QUERY_LENGTH_MAX, readProofQuery } from "./proof-query";

// Thousands of hashes a test: no statement about speed, only about hanging.
vi.setConfig({ testTimeout: 30_000 });

const hash = (seed: string) => keccakHex(new TextEncoder().encode(seed));
const contents = Array.from({ length: 1_000 }, (_, index) =>
  JSON.stringify({
    number: `P-${index}`,
    currency: "HKD",
    amountDue: "120500000",
    dueDate: "2026-12-01",
  }),
);
const orders = contents.map((content, index) => ({
  orderKey: hash(`key ${index}`),
  contentHash: hash(content),
}));
const proofOf = (index: number): OrderProof => ({
  receivable: hash("receivable"),
  ordersRoot: ordersRoot(orders),
  ...orders[index]!,
  canonical: contents[index]!,
  proof: orderProof(orders, index),
});

describe("one of 1,000 orders", () => {
  test("is proven by its path, and survives JSON", () => {
    const proof = readOrderProof(JSON.stringify(proofOf(417)));
    expect(proof && checkOrderProof(proof)).toBe("proven");
    expect(readContent(proof!.canonical)).toMatchObject({
      number: "P-417",
      amountDue: 120_500_000n,
    });
  });

  test("is altered when a digit of its content changes", () => {
    const changed = { ...proofOf(3), canonical: contents[3]!.replace("120500000", "220500000") };
    expect(checkOrderProof(changed)).toBe("content-altered");
  });

  test("is not under the root with another order's path", () => {
    expect(checkOrderProof({ ...proofOf(3), proof: proofOf(4).proof })).toBe("not-under-root");
    expect(checkOrderProof({ ...proofOf(3), orderKey: hash("other") })).toBe("not-under-root");
  });
});

test.each([
  "[]",
  "{}",
  "nonsense",
  '{"receivable":"0x12"}',
  JSON.stringify({ ...proofOf(0), proof: [1] }),
])("%s is no order proof", (text) => expect(readOrderProof(text)).toBeNull());

test("a query tells what it is", () => {
  expect(readProofQuery(` ${hash("a").toUpperCase().replace("0X", "0x")} `)).toEqual({
    kind: "hash",
    hash: hash("a"),
  });
  expect(readProofQuery(hash("a").slice(2))).toEqual({ kind: "hash", hash: hash("a") });
  expect(readProofQuery("qn-2026-17")).toEqual({ kind: "reference", reference: "QN-2026-17" });
  expect(readProofQuery(JSON.stringify(proofOf(1)))).toMatchObject({ kind: "order" });
  expect(readProofQuery("0x12")).toEqual({ kind: "unreadable", reason: "short-hash" });
  expect(readProofQuery("  ")).toEqual({ kind: "unreadable", reason: "empty" });
  expect(readProofQuery("who?")).toEqual({ kind: "unreadable", reason: "unknown-form" });
  expect(readProofQuery("x".repeat(QUERY_LENGTH_MAX + 1))).toMatchObject({ reason: "too-long" });
});
