import { beforeEach, expect, test, vi } from "vitest";
import type { Part } from "./parts";
import { runParts } from "./run-parts";

const lines: string[] = [];

beforeEach(() => {
  lines.length = 0;
  vi.spyOn(console, "log").mockImplementation((line: string) => void lines.push(line));
});

const part = (counts: [number, number, number], code = 0, tests = true): Part => ({
  name: "part",
  tests,
  run: async () => ({
    code,
    output: "what it printed",
    tally: { passed: counts[0], failed: counts[1], skipped: counts[2] },
  }),
});

test("parts that pass end with their sum and status 0", async () => {
  expect(await runParts([part([2, 0, 1]), part([3, 0, 0])])).toBe(0);
  expect(lines.at(-1)).toBe("tests: 5 passed, 0 failed, 1 skipped");
});

test("a part without a single test fails", async () => {
  expect(await runParts([part([2, 0, 0]), part([0, 0, 4])])).toBe(1);
  expect(lines.at(-1)).toBe("tests: 2 passed, 1 failed, 4 skipped");
});

test("a check that breaks is a failure and shows what it printed", async () => {
  expect(await runParts([part([2, 0, 0]), part([0, 0, 0], 1, false)])).toBe(1);
  expect(lines).toContain("what it printed");
});

test("a runner that ends badly after all tests passed is a failure", async () => {
  expect(await runParts([part([2, 0, 0], 1)])).toBe(1);
});
