import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./embedded/folder";
import { mustRun } from "./run-program";
import { hashOf, type Product, stamped } from "./stale";

/** Contracts of other people that we deploy as they are, by their path below the artifacts. */
const FOREIGN = ["@openzeppelin/contracts/access/manager/AccessManager.sol/AccessManager.json"];

/** What answers for its other pieces too: people call all of them at one address. */
const PIECES: Readonly<Record<string, readonly string[]>> = {
  Receivables: ["ReceivablesServicing", "ReceivablesNotes", "ReceivablesTransfers"],
  SettlementCoin: ["CoinOffice"],
};

type AbiEntry = { type: string };
type Artifact = {
  contractName: string;
  abi: AbiEntry[];
  bytecode: string;
  deployedBytecode: string;
  immutableReferences: Record<string, { start: number; length: number }[]>;
  buildInfoId: string;
};

const prismaClient = stamped({
  name: "database client",
  madeFrom: () => hashOf(["prisma/schema.prisma", "prisma/models", "prisma.config.ts"]),
  leaves: ["src/adapters/db/generated/client.ts"],
  make: async () => {
    // Generating needs no engine, but asks for one; the path says that it has one.
    const env = { PRISMA_SCHEMA_ENGINE_BINARY: "/bin/true", PRISMA_HIDE_UPDATE_MESSAGE: "1" };
    await mustRun("prisma", ["generate"], { env });
  },
});

const deployedContracts = (): string[] =>
  readdirSync(join(root, "contracts"))
    .filter((name) => name.endsWith(".sol") && !name.endsWith(".t.sol"))
    .map((name) => name.replace(".sol", ""));

const readArtifact = (path: string): Artifact =>
  JSON.parse(readFileSync(join(root, "artifacts", path), "utf8"));

/** The entries of all ABIs, each once; the pieces' constructors are nobody's to call. */
const withPieces = (artifact: Artifact, all: readonly Artifact[]): Artifact => {
  const pieces = PIECES[artifact.contractName];
  if (!pieces) return artifact;
  const more = all
    .filter(({ contractName }) => pieces.includes(contractName))
    .flatMap(({ abi }) => abi);
  const texts = new Set([...artifact.abi, ...more].map((entry) => JSON.stringify(entry)));
  const entries = [...texts].map((text): AbiEntry => JSON.parse(text));
  const own = artifact.abi.find(({ type }) => type === "constructor");
  const callable = entries.filter(({ type }) => type !== "constructor" && type !== "fallback");
  return { ...artifact, abi: own ? [own, ...callable] : callable };
};

type SyntaxNode = { id: number; nodeType: string; name: string; nodes?: SyntaxNode[] };

/** The variables that the contracts of one compiler run declare, by their number in its syntax tree. */
const variablesOf = (buildInfoId: string): Map<string, string> => {
  const path = join(root, "artifacts", "build-info", `${buildInfoId}.output.json`);
  const { output } = JSON.parse(readFileSync(path, "utf8")) as {
    output: { sources: Record<string, { ast: SyntaxNode }> };
  };
  const contracts = Object.values(output.sources).flatMap(({ ast }) => ast.nodes ?? []);
  const members = contracts.flatMap(({ nodes }) => nodes ?? []);
  const variables = members.filter(({ nodeType }) => nodeType === "VariableDeclaration");
  return new Map(variables.map(({ id, name }) => [String(id), name]));
};

/** The code that will stand on chain, with zeros where each immutable's value goes, and those places by name. */
const runtimeOf = ({ deployedBytecode, immutableReferences, buildInfoId }: Artifact) => {
  const names = variablesOf(buildInfoId);
  const places = Object.entries(immutableReferences).map(([id, references]) => [
    names.get(id) ?? `unnamed${id}`,
    references.map(({ start }) => start),
  ]);
  const immutables = Object.fromEntries(places);
  if (Object.keys(immutables).length !== places.length) {
    throw new Error("Two immutables of one contract share a name.");
  }
  return { code: deployedBytecode, immutables };
};

/** Contracts, their compiler settings and the library version they build on. */
const contractSources = (): string =>
  hashOf(
    ["contracts", "hardhat.config.ts", "node_modules/@openzeppelin/contracts/package.json"],
    (file) =>
      /(?<!\.t)\.sol$|\.config\.ts$|package\.json$/.test(file) && !/\/(test|mocks)\//.test(file),
  );

const SOURCES = "Sources: ";
const bindingsFolder = join("src", "adapters", "chain", "generated");

/** The bindings are kept in git, and say themselves what they were made from. */
const bindingsAreFresh = (): boolean =>
  ["abi.ts", "bytecode.ts", "runtime.ts"].every((name) => {
    const path = join(root, bindingsFolder, name);
    return existsSync(path) && readFileSync(path, "utf8").includes(SOURCES + contractSources());
  });

const writeBindings = (): void => {
  const own = deployedContracts().map((name) => `contracts/${name}.sol/${name}.json`);
  const compiled = [...own, ...FOREIGN].map(readArtifact);
  const artifacts = compiled.map((artifact) => withPieces(artifact, compiled));
  const folder = join(root, bindingsFolder);
  mkdirSync(folder, { recursive: true });
  const lowerFirst = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);
  const abis = artifacts.map(
    ({ contractName, abi }) =>
      `export const ${lowerFirst(contractName)}Abi = ${JSON.stringify(abi)} as const;\n`,
  );
  const codes = artifacts.map(
    ({ contractName, bytecode }) => `  ${contractName}: ${JSON.stringify(bytecode)},\n`,
  );
  const notice = `// Made by \`npm run gen\` from the compiled contracts. ${SOURCES}${contractSources()}\n`;
  writeFileSync(join(folder, "abi.ts"), notice + abis.join(""));
  writeFileSync(
    join(folder, "bytecode.ts"),
    `${notice}export const bytecode = {\n${codes.join("")}} as const;\n`,
  );
  const runtimes = artifacts.map(
    (artifact) => `  ${artifact.contractName}: ${JSON.stringify(runtimeOf(artifact))},\n`,
  );
  writeFileSync(
    join(folder, "runtime.ts"),
    `${notice}export const runtime = {\n${runtimes.join("")}} as const;\n`,
  );
};

const contractBindings: Product = {
  name: "contract bindings",
  isKept: true,
  isFresh: bindingsAreFresh,
  make: async () => {
    await mustRun("hardhat", ["build", "--no-tests"], {
      env: { HARDHAT_DISABLE_TELEMETRY_PROMPT: "true" },
    });
    writeBindings();
  },
};

const WEB_SOURCES = [
  ...["src/app", "src/components", "src/core", "src/ports", "src/adapters", "src/usecases"],
  ...["src/trpc", "src/env.ts", "src/wire.ts", "src/wire", "public", "messages", "tsconfig.json"],
  ...["next.config.js", "postcss.config.mjs", "package-lock.json"],
];

/** The built web program. */
export const webBuild = stamped({
  name: "web pages",
  madeFrom: () => hashOf(WEB_SOURCES, (file) => !/\.test\.tsx?$/.test(file)),
  leaves: [".next/BUILD_ID"],
  make: async () => {
    const env = { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
    await mustRun("next", ["build"], { env });
  },
});

/** Everything generated from another source, in the order it is needed. */
export const generated: Product[] = [prismaClient, contractBindings];
