import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "../embedded/folder";
import { runProgram } from "../run-program";
import { tallyOfHardhat } from "../testing/tally";
import { type Branch, instrument } from "./branches";
import {
  blindSpots,
  type Coverage,
  coverageOf,
  coverageText,
  type Exclusion,
  withoutExcluded,
} from "./coverage-report";
import { MEASURED_PRODUCTS, measuredFiles, measuringTests, PLANT } from "./measured";

const FLOOR = "contracts/test/coverage-floor.json";
const EXCLUDED = "contracts/test/coverage-excluded.json";
const LONGEST_RUN_MS = 2_400_000;

const read = (file: string): string => readFileSync(join(root, file), "utf8");

/** Tags that were reported, from what each runner left behind. */
const reportedTags = (folder: string): Set<string> => {
  if (!existsSync(folder)) return new Set();
  const files = readdirSync(folder, { recursive: true }).map(String);
  const reports = files.filter((name) => name.endsWith(".json"));
  return new Set(
    reports.flatMap((name) => Object.keys(JSON.parse(readFileSync(join(folder, name), "utf8")))),
  );
};

const branchesOf = (files: readonly string[]): Branch[] =>
  files.flatMap((file) => instrument(file, read(file)).branches);

/** The least percentage that is accepted; it may only rise. */
const floor = (): number => (JSON.parse(read(FLOOR)) as { branches: number }).branches;

const verdict = (coverage: Coverage): { text: string; isEnough: boolean } => {
  const least = floor();
  const isEnough = coverage.percent >= least;
  const kept = `${coverage.percent.toFixed(2)} % of ${coverage.branches} branches, floor ${least} %`;
  if (!isEnough) return { text: `Branch coverage FAILED: ${kept}.`, isEnough };
  const rise = coverage.percent > least ? ` Raise ${FLOOR} to ${coverage.percent}.` : "";
  return { text: `Branch coverage: ${kept}.${rise}`, isEnough };
};

/**
 * Runs every contract test, in Solidity and TypeScript, on code that reports its branches, and prints which it took.
 * @returns the exit status: 0 where all tests passed, the plant was seen as it is, nothing excluded was reached, and
 * the floor was kept
 */
export const measureCoverage = async ({ isJson }: { isJson: boolean }): Promise<number> => {
  const folder = join(root, "coverage", "data");
  rmSync(folder, { recursive: true, force: true });
  const env = {
    HARDHAT_DISABLE_TELEMETRY_PROMPT: "true",
    CONTRACT_CODE: "measured",
    CONTRACT_PRODUCTS: MEASURED_PRODUCTS,
  };
  const { code, output } = await runProgram(
    "hardhat",
    ["test", "--coverage", ...measuringTests(root)],
    { env, timeoutMs: LONGEST_RUN_MS },
  );
  const { passed, failed } = tallyOfHardhat(output);
  if (code !== 0 || passed === 0) {
    console.error(`${output.trimEnd()}\nThe tests fail on the measured code (${failed} failed).`);
    return 1;
  }
  const reported = reportedTags(folder);
  const blind = blindSpots(branchesOf([PLANT]), reported, read(PLANT));
  const own = branchesOf(measuredFiles(root).filter((file) => file !== PLANT));
  const exclusions: Exclusion[] = JSON.parse(read(EXCLUDED));
  const { counted, excluded, problems } = withoutExcluded(own, exclusions, reported);
  const coverage = coverageOf(counted, reported);
  const { text, isEnough } = verdict(coverage);
  if (isJson) {
    console.log(JSON.stringify({ ...coverage, floor: floor(), excluded, problems, blind, passed }));
  } else {
    console.log(coverageText(coverage));
    console.log(`\nnot counted, since nothing can reach it (${excluded.length}):`);
    for (const each of excluded) console.log(each);
    console.log(`\n${passed} tests passed. ${text}`);
  }
  for (const each of blind) console.error(`The measure is blind: ${each}.`);
  for (const each of problems) console.error(`${EXCLUDED} is wrong: ${each}.`);
  return isEnough && blind.length === 0 && problems.length === 0 ? 0 : 1;
};
