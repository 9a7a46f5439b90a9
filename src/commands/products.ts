import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./embedded/folder";
import { mustRun } from "./run-program";
import { hashOf, type Product } from "./stale";

/** Contracts of other people that we deploy as they are, by their path below the artifacts. */
const FOREIGN = ["@openzeppelin/contracts/access/manager/AccessManager.sol/AccessManager.json"];

type Artifact = { contractName: string; abi: unknown[]; bytecode: string };

const prismaClient: Product = {
  name: "prisma-client",
  madeFrom: () => hashOf(["prisma/schema.prisma", "prisma/models", "prisma.config.ts"]),
  leaves: ["src/adapters/db/generated/client.ts"],
  make: async () => {
    // Generating needs no engine, but asks for one; the path says that it has one.
    const env = { PRISMA_SCHEMA_ENGINE_BINARY: "/bin/true", PRISMA_HIDE_UPDATE_MESSAGE: "1" };
    await mustRun("prisma", ["generate"], { env });
  },
};

const deployedContracts = (): string[] =>
  readdirSync(join(root, "contracts"))
    .filter((name) => name.endsWith(".sol") && !name.endsWith(".t.sol"))
    .map((name) => name.replace(".sol", ""));

const readArtifact = (path: string): Artifact =>
  JSON.parse(readFileSync(join(root, "artifacts", path), "utf8"));

const writeBindings = (): void => {
  const own = deployedContracts().map((name) => `contracts/${name}.sol/${name}.json`);
  const artifacts = [...own, ...FOREIGN].map(readArtifact);
  const folder = join(root, "src", "adapters", "chain", "generated");
  mkdirSync(folder, { recursive: true });
  const lowerFirst = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);
  const abis = artifacts.map(
    ({ contractName, abi }) =>
      `export const ${lowerFirst(contractName)}Abi = ${JSON.stringify(abi)} as const;\n`,
  );
  const codes = artifacts.map(
    ({ contractName, bytecode }) => `  ${contractName}: ${JSON.stringify(bytecode)},\n`,
  );
  const notice = "// Made by `npm run gen` from the compiled contracts.\n";
  writeFileSync(join(folder, "abi.ts"), notice + abis.join(""));
  writeFileSync(
    join(folder, "bytecode.ts"),
    `${notice}export const bytecode = {\n${codes.join("")}} as const;\n`,
  );
};

const contractBindings: Product = {
  name: "contract-bindings",
  madeFrom: () =>
    hashOf(["contracts", "hardhat.config.ts"], (file) => /(?<!\.t)\.sol$|\.config\.ts$/.test(file)),
  leaves: ["src/adapters/chain/generated/abi.ts", "src/adapters/chain/generated/bytecode.ts"],
  make: async () => {
    await mustRun("hardhat", ["build", "--no-tests"], {
      env: { HARDHAT_DISABLE_TELEMETRY_PROMPT: "true" },
    });
    writeBindings();
  },
};

const WEB_SOURCES = [
  ...["src/app", "src/components", "src/core", "src/ports", "src/adapters", "src/usecases"],
  ...["src/trpc", "src/env.ts", "src/wire.ts", "public", "messages", "tsconfig.json"],
  ...["next.config.ts", "postcss.config.mjs", "package-lock.json"],
];

/** The built web program. */
export const webBuild: Product = {
  name: "web-build",
  madeFrom: () => hashOf(WEB_SOURCES, (file) => !/\.test\.tsx?$/.test(file)),
  leaves: [".next/BUILD_ID"],
  make: async () => {
    const env = { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
    await mustRun("next", ["build"], { env });
  },
};

/** Everything generated from another source, in the order it is needed. */
export const generated: Product[] = [prismaClient, contractBindings];
