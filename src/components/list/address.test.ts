import { describe, expect, test } from "vitest";
import { dateParam, hrefWith, idParam, oneOf, pageParam, textParam, withPage } from "./address";

describe("what an address says", () => {
  test.each([
    [undefined, undefined],
    ["", undefined],
    ["  ", undefined],
    [["a", "b"], undefined],
    ["a\0b", undefined],
    ["a\nb", undefined],
    [" 海港 ", "海港"],
    ["x".repeat(300), "x".repeat(100)],
  ])("text %j reads as %j", (value, text) => {
    expect(textParam({ q: value }, "q")).toBe(text);
  });

  test("words, dates and ids are taken whole or not at all", () => {
    expect(oneOf({ state: "open" }, "state", ["open", "all"])).toBe("open");
    expect(oneOf({ state: "opened" }, "state", ["open", "all"])).toBeUndefined();
    expect(dateParam({ from: "2026-11-21" }, "from")).toBe("2026-11-21");
    expect(dateParam({ from: "21.11.2026" }, "from")).toBeUndefined();
    expect(idParam({ buyer: "a-1:2.3_4" }, "buyer")).toBe("a-1:2.3_4");
    expect(idParam({ buyer: "a' or 1" }, "buyer")).toBeUndefined();
  });

  test.each([
    ["7", 7],
    ["0", 1],
    ["-1", 1],
    ["1.5", 1],
    ["10001", 1],
    ["x", 1],
    [undefined, 1],
  ])("page %j is %j", (page, number) => {
    expect(pageParam({ page })).toBe(number);
  });

  test("a change keeps the rest and starts at the first page", () => {
    const params = { q: "a b", page: "3", state: "open" };
    expect(hrefWith("/orders", params, { state: undefined })).toBe("/orders?q=a+b");
    expect(withPage("/orders", params, 2)).toBe("/orders?q=a+b&page=2&state=open");
    expect(withPage("/orders", params, 1)).toBe("/orders?q=a+b&state=open");
    expect(hrefWith("/orders", {}, {})).toBe("/orders");
  });
});
