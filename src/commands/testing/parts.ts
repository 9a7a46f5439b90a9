import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "../embedded/folder";
import { freePort } from "../embedded/free-port";
import { generated, webBuild } from "../products";
import { type ProgramResult, runProgram } from "../run-program";
import { makeWhenStale } from "../stale";
import { findBrowser } from "./browser";
import {
  NONE,
  type Tally,
  tallyOfHardhat,
  tallyOfPlaywright,
  tallyOfRows,
  tallyOfVitest,
} from "./tally";

/** One part of a test run. `tests` is false for parts that check without counting tests. */
export type Part = { name: string; tests: boolean; run: () => Promise<Outcome> };

export type Outcome = ProgramResult & { tally: Tally };

const say = (): void => undefined;

const reportPath = (name: string): string => {
  const folder = join(root, ".quaynote", "reports");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.json`);
  rmSync(path, { force: true });
  return path;
};

const readReport = <T>(path: string, toTally: (report: T) => Tally): Tally =>
  existsSync(path) ? toTally(JSON.parse(readFileSync(path, "utf8")) as T) : NONE;

const checking = (name: string, command: string, args: string[]): Part => ({
  name,
  tests: false,
  run: async () => ({ ...(await runProgram(command, args)), tally: NONE }),
});

const making = (name: string, make: () => Promise<unknown>): Part => ({
  name,
  tests: false,
  run: async () => {
    await make();
    return { code: 0, output: "", tally: NONE };
  },
});

const vitest = (project: string): Part => ({
  name: `${project} tests`,
  tests: true,
  run: async () => {
    const report = reportPath(project);
    const args = ["run", "--project", project, "--reporter=default", "--reporter=json"];
    const result = await runProgram("vitest", [...args, `--outputFile.json=${report}`]);
    return { ...result, tally: readReport(report, tallyOfVitest) };
  },
});

const contracts: Part = {
  name: "contract tests",
  tests: true,
  run: async () => {
    const env = { HARDHAT_DISABLE_TELEMETRY_PROMPT: "true" };
    const result = await runProgram("hardhat", ["test"], { env, timeoutMs: 2_400_000 });
    return { ...result, tally: tallyOfHardhat(result.output) };
  },
};

const journeys: Part = {
  name: "browser journeys",
  tests: true,
  run: async () => {
    const report = reportPath("journeys");
    const { executablePath, env: needed } = await findBrowser();
    const env = {
      E2E_REPORT: report,
      E2E_PORT: String(await freePort()),
      CHROMIUM_PATH: executablePath,
      CHROMIUM_LIBRARIES: needed.LD_LIBRARY_PATH,
    };
    const args = ["test", "--config", "e2e/playwright.config.ts"];
    const result = await runProgram("playwright", args, { env });
    return { ...result, tally: readReport(report, tallyOfPlaywright) };
  },
};

/** The built application under hostile input; each row that was tried counts as one test. */
const hostileInput: Part = {
  name: "hostile input",
  tests: true,
  run: async () => {
    const program = join(root, "src", "commands", "hostile.ts");
    const result = await runProgram(process.execPath, ["--import", "tsx", program, "--json"]);
    return { ...result, tally: tallyOfRows(result.output) };
  },
};

/** Many programs on one database under kills, the short form; every promise of the run counts together as one test. */
const soak: Part = {
  name: "soak",
  tests: true,
  run: async () => {
    const program = join(root, "src", "commands", "soak.ts");
    const short = ["--minutes", "0.75", "--kill-every", "15", "--lives", "12"];
    const result = await runProgram(process.execPath, ["--import", "tsx", program, ...short]);
    return { ...result, tally: { ...NONE, [result.code === 0 ? "passed" : "failed"]: 1 } };
  },
};

/** Where changes are taken in (CI), what git keeps has to agree with its sources already. */
const freshGen: Part = making("generated code", async () => {
  const forgotten = generated.find((product) => product.isKept && !product.isFresh());
  if (forgotten && process.env.CI) {
    throw new Error(`The ${forgotten.name} are stale: npm run gen, and commit what it changes.`);
  }
  for (const product of generated) await makeWhenStale(product, { say });
});

const webPages = making("web pages", () => makeWhenStale(webBuild, { say }));

/** Format, lint, types and unit tests: what `npm run check` is. */
export const checkParts: Part[] = [
  freshGen,
  checking("format and lint", "biome", ["check", "--error-on-warnings", "."]),
  checking("types", "tsc", ["--noEmit", "-p", "."]),
  vitest("unit"),
];

export const partsByName: Record<string, Part[]> = {
  check: checkParts,
  contracts: [freshGen, contracts],
  db: [freshGen, vitest("db")],
  chain: [freshGen, webPages, vitest("chain")],
  e2e: [freshGen, webPages, journeys],
  hostile: [freshGen, webPages, hostileInput],
  soak: [freshGen, webPages, soak],
};
