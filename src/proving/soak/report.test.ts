import { expect, test } from "vitest";
import type { Judgement } from "./judge";
import type { Life } from "./life";
import { type Facts, reportOf, tableOf } from "./report";

const life: Life = {
  ...{ number: 0, amountDue: 100n, receivableId: "0x1", acts: [{ kind: "offer" }] },
  ...{ begunAt: 1, endedAt: 8, stuck: null },
};
const judgement: Judgement = {
  ...{ finished: 1, lost: [], doubled: [], difference: { HKD: 0n }, halts: [], audited: [] },
  calls: { transactions: 6, reverted: 0, doubled: [] },
};
const facts: Facts = {
  ...{ lives: [life], answers: { total: 20, faults: [] }, rests: true, jobs: 30, seconds: 60 },
  kills: [{ program: "worker", underWay: 2, takeoverMs: 900 }],
  trade: [],
  judgement,
};

test("a run in which all is as it must be", () => {
  expect(reportOf(facts)).toMatchObject({
    ...{ ok: true, lost: 0, doubled: 0, difference: { HKD: "0" }, auditor: "holds", kills: 1 },
    lives: { begun: 1, finished: 1, medianSeconds: 7, longestSeconds: 7 },
    throughput: { livesPerMinute: 1, transactionsPerSecond: 0.1, jobsPerSecond: 0.5 },
    why: [],
  });
  expect(tableOf(reportOf(facts))).toMatch(/held$/);
});

test.each<[string, Partial<Facts>, string]>([
  ["an effect that is missing", { judgement: { ...judgement, lost: ["x"] } }, "lost: x"],
  ["one too many", { judgement: { ...judgement, doubled: ["x"] } }, "doubled: x"],
  [
    "books that differ by one unit",
    { judgement: { ...judgement, difference: { HKD: -1n } } },
    "books and chain differ by -1 HKD",
  ],
  ["what the auditor says", { judgement: { ...judgement, audited: ["I1"] } }, "auditor: I1"],
  ["a write that was given up", { judgement: { ...judgement, halts: ["given up"] } }, "given up"],
  ["a life that did not end", { judgement: { ...judgement, finished: 0 } }, "1 lives did not end"],
  ["a life that is stuck", { lives: [{ ...life, stuck: "why" }] }, "life 0 0x1: why"],
  ["an answer of 500", { answers: { total: 1, faults: ["GET /x answered 500"] } }, "answered 500"],
  [
    "a kill after which nobody took over",
    { kills: [{ program: "worker", underWay: 1, takeoverMs: null }] },
    "nobody took over from worker",
  ],
  ["demo trade made twice", { trade: ["Funded: 14 instead of 13"] }, "demo trade: Funded: 14"],
  ["no rest", { rests: false }, "it did not come to rest"],
  ["no kill", { kills: [] }, "nothing was tried"],
])("%s breaks it", (_what, change, says) => {
  const report = reportOf({ ...facts, ...change });
  expect(report.ok).toBe(false);
  expect(report.why.join("\n")).toContain(says);
  expect(tableOf(report)).toMatch(/BROKEN$/);
});
