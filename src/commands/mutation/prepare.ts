import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { readBindings } from "../bindings";
import { root } from "../embedded/folder";
import { runProgram } from "../run-program";
import { readSources } from "./analysis";
import { mutantsOf } from "./mutants";
import type { Mutant } from "./schemata";
import { MUTATION_FOLDER, TARGETS } from "./targets";

const BUILD_LIMIT_MS = 3_600_000;

/** What Hardhat is told so that it builds or runs the program that holds the mutants. */
export const mutatedEnv = (products: string): Record<string, string> => ({
  HARDHAT_DISABLE_TELEMETRY_PROMPT: "true",
  CONTRACT_CODE: "mutated",
  CONTRACT_PRODUCTS: `${MUTATION_FOLDER}/${products}`,
});

const solidityFiles = (): string[] =>
  readdirSync(join(root, "contracts"), { recursive: true })
    .map((name) => `contracts/${String(name).replaceAll("\\", "/")}`)
    .filter((name) => name.endsWith(".sol"));

/** Build information would be read by every network that opens, and serves nobody here. */
const copyArtifacts = (from: string, to: string): void => {
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true, filter: (path) => !path.includes("build-info") });
};

/**
 * Writes and compiles one program that holds every mutant, to be chosen while it runs.
 * @throws Error where it does not compile
 */
export const prepare = async (): Promise<{ mutants: Mutant[]; refused: readonly string[] }> => {
  const folder = join(root, MUTATION_FOLDER);
  const plain = readSources(root, solidityFiles());
  const { sources, mutants, refused } = mutantsOf(plain, TARGETS);
  rmSync(join(folder, "sources"), { recursive: true, force: true });
  for (const { file } of TARGETS) {
    const path = join(folder, "sources", file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, sources[file] ?? "");
  }
  const env = mutatedEnv("built/");
  const { code, output } = await runProgram("hardhat", ["build"], {
    env,
    timeoutMs: BUILD_LIMIT_MS,
  });
  if (code !== 0) throw new Error(`The program with the mutants does not compile:\n${output}`);
  const built = `${MUTATION_FOLDER}/built/artifacts`;
  writeFileSync(join(folder, "bindings.json"), JSON.stringify(readBindings(built)));
  copyArtifacts(join(root, built), join(folder, "run", "artifacts"));
  return { mutants, refused };
};
