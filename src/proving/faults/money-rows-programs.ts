import { existsSync } from "node:fs";
import { join } from "node:path";
import { root } from "@/commands/embedded/folder";
import { mustRun, runProgram } from "@/commands/run-program";
import type { FaultRow } from "./fault-row";
import { agreeing } from "./money-rows-shares";
import { complaints } from "./money-rows-world";

const env = { HARDHAT_DISABLE_TELEMETRY_PROMPT: "true" };
/** What the programs here deploy beside the product. */
const NEEDED = ["OddCoin", "ArithmeticHarness"];

const madeOf = (name: string): string =>
  join(root, "artifacts", "contracts", "mocks", `${name}.sol`, `${name}.json`);

/** A fresh copy of the project has no compiled contracts. */
const compiled = async (): Promise<void> => {
  if (NEEDED.every((name) => existsSync(madeOf(name)))) return;
  await mustRun("hardhat", ["build", "--no-tests"], { env });
};

const contractTest = async (file: string) => {
  await compiled();
  const args = ["test", "nodejs", "--no-compile", `contracts/test/${file}.test.ts`];
  const { code, output } = await runProgram("hardhat", args, { env });
  const lines = output.split("\n");
  const passed = lines.filter((line) => line.trimStart().startsWith("✔"));
  const failed = lines.filter((line) => /^\s*\d+\) /.test(line)).map((line) => line.trim());
  return { code, passed, failed };
};

const CELLS = 96;
const CELL = /: (?:fund|release|collect|claim): /;

const oddCoins = async (): ReturnType<FaultRow["run"]> => {
  const { expect, verdict } = complaints();
  const { code, passed, failed } = await contractTest("odd-coins");
  const cells = passed.filter((line) => CELL.test(line)).length;
  expect(cells === CELLS, `${cells} of ${CELLS} cells held`);
  expect(code === 0, failed.slice(0, 3).join("; ") || `the program ended with ${code}`);
  return verdict(`${cells}/${CELLS} cells refused or exact`);
};

const CASES = 10_000;

const wholeUnits = async (): ReturnType<FaultRow["run"]> => {
  const { expect, verdict } = complaints();
  const inDatabase = await agreeing(CASES);
  expect(inDatabase === CASES, `TypeScript and SQL agree in ${inDatabase} of ${CASES}`);
  const { code, passed, failed } = await contractTest("differential");
  const onChain = passed.filter((line) => line.includes(`${CASES} random`)).length;
  expect(code === 0 && failed.length === 0, failed.slice(0, 3).join("; ") || `ended with ${code}`);
  expect(onChain > 0, `no test of ${CASES} cases was run on the chain`);
  return verdict(
    `TypeScript and SQL: ${inDatabase}/${CASES}; TypeScript and Solidity: ${onChain} comparisons of ${CASES} each`,
  );
};

/** Most that settling may cost, in gas. */
const SETTLE_MAX = 250_000;
const FURTHER_PAYEE_MAX = 36_000;
const STEPS = /^register, fund, release, settle: (.+)$/m;

const boundedGas = async (): ReturnType<FaultRow["run"]> => {
  const { expect, verdict } = complaints();
  await compiled();
  const args = ["run", "--no-compile", "contracts/test/bench-gas.ts"];
  const { code, output } = await runProgram("hardhat", args, { env });
  const settle = Number(STEPS.exec(output)?.[1]?.split(" + ").at(-1));
  const payees = [...output.matchAll(/^further payee, \w+\s+([\d,]+)/gm)].map(([, gas = ""]) =>
    Number(gas.replaceAll(",", "")),
  );
  expect(code === 0, output.trim().split("\n").at(-1) ?? "");
  expect(settle <= SETTLE_MAX, `settling costs ${settle}`);
  expect(payees.length === 2, `${payees.length} of 2 figures of a further payee`);
  for (const gas of payees) expect(gas <= FURTHER_PAYEE_MAX, `a further payee costs ${gas}`);
  return verdict(`settle ${settle} of ${SETTLE_MAX} gas, further payee ${payees.join(" and ")}`);
};

/** What arithmetic and foreign coins can do to it; the contracts' own programs count. */
export const programRows: readonly FaultRow[] = [
  {
    row: "F43",
    promise: "Of 24 kinds of odd coins each act is refused by name or exact, and no other coin's.",
    run: oddCoins,
  },
  {
    row: "F44",
    promise: "TypeScript, SQL and Solidity share out whole units alike, whatever the amounts.",
    run: wholeUnits,
  },
  {
    row: "F45",
    promise: "Settling costs at most 250,000 gas, and no act 5% more than its snapshot.",
    run: boundedGas,
  },
];
