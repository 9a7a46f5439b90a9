import { expect, test } from "vitest";
import { canonicalLot, lotKey, receivableId } from "@/core/receivable/lot-key";
import { keccakHex } from "@/core/typed-data/hash-struct";

const lot = {
  warehouse: "wh-1",
  buyer: "0088:123",
  currency: "HKD",
  amountDue: 1_000_000n,
  orderKeys: ["a-2", "a-1"],
};
const salt = keccakHex(new Uint8Array([1]));

test("spelling, spacing and the sequence of orders do not make another lot", () => {
  const respelt = { ...lot, warehouse: " WH-1 ", orderKeys: ["A-1", "a-2"] };
  expect(canonicalLot(respelt)).toBe(canonicalLot(lot));
});

test("amount, buyer, currency, warehouse, orders and salt each make another key", () => {
  const keys = [
    lot,
    { ...lot, amountDue: 2n },
    { ...lot, buyer: "x" },
    { ...lot, currency: "USD" },
    { ...lot, warehouse: "wh-2" },
    { ...lot, orderKeys: ["a-1"] },
  ].map((each) => lotKey(canonicalLot(each), salt));
  keys.push(lotKey(canonicalLot(lot), keccakHex(new Uint8Array([2]))));
  expect(new Set(keys).size).toBe(keys.length);
});

test("a receivable id has its lowest bit cleared and 32 bytes", () => {
  expect(receivableId(`0x${"0".repeat(62)}ff`)).toBe(`0x${"0".repeat(62)}fe`);
});
