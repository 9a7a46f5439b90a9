import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { InterfaceAbi } from "ethers";
import { root } from "@/commands/embedded/folder";
import { mustRun, runProgram } from "@/commands/run-program";

const env = { HARDHAT_DISABLE_TELEMETRY_PROMPT: "true" };

/** Contracts that are never deployed in earnest; the rows put them beside the product. */
const MOCKS = ["ArithmeticHarness", "OddCoin"] as const;
type Mock = (typeof MOCKS)[number];

const madeOf = (name: Mock): string =>
  join(root, "artifacts", "contracts", "mocks", `${name}.sol`, `${name}.json`);

/** A fresh copy of the project has the bindings, but no compiled mocks. */
const compiled = async (): Promise<void> => {
  if (MOCKS.every((name) => existsSync(madeOf(name)))) return;
  await mustRun("hardhat", ["build", "--no-tests"], { env });
};

/** Interface and code of a mock. */
export const compiledMock = async (
  name: Mock,
): Promise<{ readonly abi: InterfaceAbi; readonly bytecode: string }> => {
  await compiled();
  return JSON.parse(readFileSync(madeOf(name), "utf8"));
};

/** Runs a file of contract tests, or those of it whose names fit; answers the names of those that passed and failed. */
export const contractTests = async (file: string, only?: string) => {
  await compiled();
  const grep = only === undefined ? [] : ["--grep", only];
  const args = ["test", "nodejs", "--no-compile", ...grep, `contracts/test/${file}.test.ts`];
  const { code, output } = await runProgram("hardhat", args, { env });
  const lines = output.split("\n").map((line) => line.trim());
  return {
    code,
    passed: lines.filter((line) => line.startsWith("✔")),
    failed: lines.filter((line) => /^\d+\) /.test(line)),
    last: lines.filter(Boolean).at(-1) ?? "",
  };
};
