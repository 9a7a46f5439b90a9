import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { readBindings } from "../bindings";
import { root } from "../embedded/folder";
import { mustRun } from "../run-program";
import { readSources } from "./analysis";
import { mutantsOf } from "./mutants";
import type { Mutant } from "./schemata";
import { MUTATION_FOLDER, PLANT, TARGETS } from "./targets";

const BUILD_LIMIT_MS = 3_600_000;

/** What Hardhat is told so that it builds or runs the program that holds the mutants. */
export const mutatedEnv = (products: string): Record<string, string> => ({
  HARDHAT_DISABLE_TELEMETRY_PROMPT: "true",
  CONTRACT_CODE: "mutated",
  CONTRACT_PRODUCTS: `${MUTATION_FOLDER}/${products}`,
});

/** Build information would be read by every network that opens, and serves nobody here. */
const copyArtifacts = (from: string, to: string): void => {
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true, filter: (path) => !path.includes("build-info") });
};

/**
 * Writes and compiles one program that holds every mutant, to be chosen while it runs.
 * @throws Error where it does not compile
 */
export const prepare = async (): Promise<readonly Mutant[]> => {
  const folder = join(root, MUTATION_FOLDER);
  const targets = [...TARGETS, PLANT];
  const files = targets.map(({ file }) => file);
  const { texts, mutants } = mutantsOf(readSources(root, files), targets);
  rmSync(join(folder, "sources"), { recursive: true, force: true });
  for (const [file, text] of texts) {
    const path = join(folder, "sources", file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  const env = mutatedEnv("built/");
  await mustRun("hardhat", ["build", "--no-tests"], { env, timeoutMs: BUILD_LIMIT_MS });
  const built = `${MUTATION_FOLDER}/built/artifacts`;
  writeFileSync(join(folder, "bindings.json"), JSON.stringify(readBindings(built)));
  copyArtifacts(join(root, built), join(folder, "run", "artifacts"));
  return mutants;
};
