import { expect, test } from "vitest";
import { complaints, LAG_MAX, type Vitals } from "@/core/health/verdict";

const well: Vitals = {
  head: 100,
  seen: 100,
  workersAlive: 1,
  workersHalted: 0,
  isHalted: false,
  nodeConcerns: 0,
  haltedLanes: 0,
  differences: [0n, 0n],
  strays: 0,
  auditorDifferences: 0,
};

test("all is well when a worker keeps up and the books agree", () => {
  expect(complaints(well)).toEqual([]);
});

test("one minor unit of difference is ill, in either direction", () => {
  expect(complaints({ ...well, differences: [0n, 1n] })).toEqual(["ledger differs"]);
  expect(complaints({ ...well, differences: [-1n] })).toEqual(["ledger differs"]);
});

test("one row that the auditor names is ill", () => {
  expect(complaints({ ...well, auditorDifferences: 1 })).toEqual(["auditor differs"]);
});

test("an index far behind, a halted lane and a missing worker are each told", () => {
  expect(complaints({ ...well, head: 100 + LAG_MAX + 1 })).toEqual(["behind the chain"]);
  expect(complaints({ ...well, haltedLanes: 1 })).toEqual(["lane halted"]);
  expect(complaints({ ...well, workersAlive: 0 })).toEqual(["no worker"]);
  expect(complaints({ ...well, nodeConcerns: 1 })).toEqual(["node unwell"]);
});

test("money that stands still is told once, also when no worker is there to tell it", () => {
  expect(complaints({ ...well, isHalted: true })).toEqual(["halted"]);
  expect(complaints({ ...well, isHalted: true, workersHalted: 2 })).toEqual(["halted"]);
  expect(complaints({ ...well, isHalted: true, workersAlive: 0 })).toEqual(["no worker", "halted"]);
});
