import { expect, test } from "vitest";
import { waitsFor } from "@/core/intent/passing";

test("a paused coin makes every act wait", () => {
  expect(waitsFor("fund", "all")).toBe(true);
  expect(waitsFor("sweep", "all")).toBe(true);
});

test("where the coin lists a contract of ours, what lies there waits and new money is refused", () => {
  const kinds = ["sweep", "release", "claim", "fund", "settle", "buy-back", "mint"] as const;
  expect(kinds.filter((kind) => waitsFor(kind, "standing"))).toEqual(["sweep", "release", "claim"]);
});

test("any other refusal is final", () => {
  expect(waitsFor("sweep", "none")).toBe(false);
});
