import { expect, test } from "vitest";
import {
  closingLine,
  sum,
  tallyOfHardhat,
  tallyOfPlaywright,
  tallyOfRows,
  tallyOfVitest,
} from "./tally";

test("Hardhat's words are counted once, both kinds of test together", () => {
  const output = `
Running Solidity tests

  contracts/test/A.t.sol:ATest
    ✔ says 7 passing in its name
2 passing (1 solidity, 1 nodejs)
2 failing (1 solidity, 1 nodejs)
1 skipped (1 nodejs)
1 todo (1 nodejs)
`;
  expect(tallyOfHardhat(output)).toEqual({ passed: 2, failed: 2, skipped: 2 });
  expect(tallyOfHardhat("Error HHE27")).toEqual({ passed: 0, failed: 0, skipped: 0 });
});

test("rows count by what became of them, and words before them do not", () => {
  const rows = ["held", "held", "broken", "cannot"].map((status) => ({ row: "H1", status }));
  const output = `[12:00] a word\n${JSON.stringify(rows, null, 2)}\n`;
  expect(tallyOfRows(output)).toEqual({ passed: 2, failed: 1, skipped: 1 });
  expect(tallyOfRows("The web program does not answer.")).toEqual(sum([]));
});

test("a file that cannot be loaded counts as a failure", () => {
  const report = {
    numPassedTests: 3,
    numFailedTests: 0,
    numPendingTests: 1,
    numTodoTests: 1,
    testResults: [
      { status: "failed", assertionResults: [] },
      { status: "passed", assertionResults: [{}] },
    ],
  };
  expect(tallyOfVitest(report)).toEqual({ passed: 3, failed: 1, skipped: 2 });
});

test("a flaky browser test counts as a failure, and so does a run that broke", () => {
  const stats = { expected: 4, unexpected: 0, flaky: 1, skipped: 2 };
  expect(tallyOfPlaywright({ stats })).toEqual({ passed: 4, failed: 1, skipped: 2 });
  const broken = { stats: { ...stats, expected: 0, flaky: 0 }, errors: [{}] };
  expect(tallyOfPlaywright(broken)).toEqual({ passed: 0, failed: 1, skipped: 2 });
});

test("the closing line carries the sum", () => {
  const whole = sum([
    { passed: 1, failed: 0, skipped: 0 },
    { passed: 2, failed: 1, skipped: 3 },
  ]);
  expect(closingLine(whole)).toBe("tests: 3 passed, 1 failed, 3 skipped");
});
