import { expect, test } from "vitest";
import { newestShared } from "@/core/chain-fact/newest-shared";

const chain = (...hashes: string[]) => hashes.map((hash, number) => ({ number, hash }));

test("the newest block both know", () => {
  expect(newestShared(chain("a", "b", "c"), chain("a", "b", "x"))).toBe(1);
  expect(newestShared(chain("a", "b", "c"), chain("a", "b"))).toBe(1);
  expect(newestShared(chain("a", "b"), chain("a", "b", "c"))).toBe(1);
});

test("none, where they never agreed or one side is empty", () => {
  expect(newestShared(chain("a"), chain("x"))).toBeNull();
  expect(newestShared([], chain("a"))).toBeNull();
});

test("the same hash at another height is not the same block", () => {
  expect(newestShared(chain("a", "b"), chain("b", "a"))).toBeNull();
});
