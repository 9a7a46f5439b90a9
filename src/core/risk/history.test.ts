import { expect, test } from "vitest";
import { concentrationBps, historyVerdict, judged } from "@/core/risk/history";

const history = { onTime: 0, late: 0, overdue: 0, defaulted: 0, running: 0 };

test.each([
  ["new", {}],
  ["new", { running: 4 }],
  ["clean", { onTime: 4, late: 1 }],
  ["mixed", { onTime: 3, late: 1 }],
  ["mixed", { overdue: 1 }],
  ["poor", { onTime: 40, defaulted: 1 }],
])("a history is %s with %o", (verdict, over) => {
  expect(historyVerdict({ ...history, ...over })).toBe(verdict);
});

test("running receivables are not judged yet", () => {
  expect(judged({ onTime: 1, late: 2, overdue: 3, defaulted: 4, running: 5 })).toBe(10);
});

test("concentration counts what would be added, rounded up", () => {
  expect(concentrationBps({ total: 0n, toCounterparty: 0n, added: 5n })).toBe(10_000);
  expect(concentrationBps({ total: 2n, toCounterparty: 0n, added: 1n })).toBe(3_334);
  expect(concentrationBps({ total: 0n, toCounterparty: 0n, added: 0n })).toBe(0);
});
