import { expect, test } from "vitest";
import { heldUpMs } from "./held-up";

test("what a program was kept waiting only grows, and is nothing where nobody counts", () => {
  const before = heldUpMs(process.pid);
  expect(before).toBeGreaterThanOrEqual(0);
  expect(heldUpMs(process.pid)).toBeGreaterThanOrEqual(before);
  expect(heldUpMs(-1)).toBe(0);
});
