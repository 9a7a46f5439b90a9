import { describe, expect, it } from "vitest";
import { plannedDocument } from "@/core/import/import.build";
import { buyerOf, draftOrder, missingOf, orderKeyOf } from "@/core/order/order-draft";

describe("order draft", () => {
  it("takes the amount due exactly, in minor units", () => {
    const draft = draftOrder(plannedDocument(), { warehouseId: "w1" });
    expect(draft).toMatchObject({
      amountDue: 1_234_500_000n,
      currency: "HKD",
      orderNumber: "PO-7",
    });
    expect(JSON.parse(draft?.canonical ?? "")).toMatchObject({ amountDue: "1234500000" });
  });

  it("names the buyer by its strongest identifier", () => {
    const ids = [{ scheme: "LEI", value: "529900T8BM49AURSDO55" }];
    expect(buyerOf({ name: "N", ids, country: null })?.key).toBe("lei:529900t8bm49aursdo55");
    expect(buyerOf({ name: " Nord  licht ", ids: [], country: null })?.key).toBe("name:nord licht");
    expect(buyerOf({ name: null, ids: [], country: null })).toBeNull();
  });

  it("gives the same order the same key however its number is spaced or cased", () => {
    const key = (number: string) => orderKeyOf({ warehouseId: "w1", buyerKey: "name:n", number });
    expect(key(" inv  1 ")).toBe(key("INV 1"));
    expect(key("INV 1")).not.toBe(key("INV 2"));
  });

  it("says what is missing and makes no order of it", () => {
    const bare = plannedDocument({ number: null, buyer: null, currency: "JPY", amountDue: "0" });
    expect(missingOf(bare)).toEqual(["number", "buyer", "currency", "amount"]);
    expect(draftOrder(bare, { warehouseId: "w1" })).toBeUndefined();
    expect(missingOf(plannedDocument({ dueDate: null }))).toEqual(["dueDate"]);
  });
});
