import { expect, test } from "vitest";
import { concernsOf } from "@/workers/indexer/concerns";

const node = (name: string, head: number | null) => ({ name, head });

test("nodes that keep up concern nobody", () => {
  expect(concernsOf([node("one", 100), node("two", 95)], 100)).toEqual([]);
});

test("a silent node and one behind another are named", () => {
  expect(concernsOf([node("one", null), node("two", 80), node("three", 100)], 90)).toEqual([
    "Node one does not answer.",
    "Node two is 20 blocks behind.",
  ]);
});

test("an only node that stands behind what was told already is named", () => {
  expect(concernsOf([node("one", 80)], 100)).toEqual(["Node one is 20 blocks behind."]);
});
