/** What one runner counted. */
export type Tally = { passed: number; failed: number; skipped: number };

export const NONE: Tally = { passed: 0, failed: 0, skipped: 0 };

export const sum = (tallies: Tally[]): Tally =>
  tallies.reduce(
    (whole, each) => ({
      passed: whole.passed + each.passed,
      failed: whole.failed + each.failed,
      skipped: whole.skipped + each.skipped,
    }),
    NONE,
  );

type VitestReport = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  numFailedTestSuites?: number;
  testResults: { status: string; assertionResults: unknown[] }[];
};

/** A file that could not even be loaded holds no test, yet it failed: it counts as one. */
export const tallyOfVitest = (report: VitestReport): Tally => ({
  passed: report.numPassedTests,
  failed:
    report.numFailedTests +
    report.testResults.filter(
      ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
    ).length,
  skipped: report.numPendingTests + report.numTodoTests,
});

/** Rows printed as a JSON array, after whatever else was printed; nothing where there is none. */
export const tallyOfRows = (output: string): Tally => {
  const from = output.indexOf("[\n  {");
  if (from < 0) return NONE;
  const rows = JSON.parse(output.slice(from, output.lastIndexOf("]") + 1)) as { status: string }[];
  const count = (status: string): number => rows.filter((row) => row.status === status).length;
  return { passed: count("held"), failed: count("broken"), skipped: count("cannot") };
};

type PlaywrightReport = {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors?: unknown[];
};

/** A test that passed only when it was tried again has failed once, and counts as failed. */
export const tallyOfPlaywright = ({ stats, errors = [] }: PlaywrightReport): Tally => ({
  passed: stats.expected,
  failed: stats.unexpected + stats.flaky + (stats.unexpected === 0 ? errors.length : 0),
  skipped: stats.skipped,
});

/** Hardhat prints its counts in words, at the start of a line, both kinds of test together. */
export const tallyOfHardhat = (output: string): Tally => {
  const count = (word: string): number =>
    Number(new RegExp(`^(\\d+) ${word}\\b`, "m").exec(output)?.[1] ?? 0);
  return {
    passed: count("passing"),
    failed: count("failing"),
    skipped: count("skipped") + count("todo"),
  };
};

/** The one line a test run ends with. */
export const closingLine = ({ passed, failed, skipped }: Tally): string =>
  `tests: ${passed} passed, ${failed} failed, ${skipped} skipped`;
