import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./embedded/folder";

/** Contracts of other people that we deploy as they are, by their path below the artifacts. */
const FOREIGN = ["@openzeppelin/contracts/access/manager/AccessManager.sol/AccessManager.json"];

/** What answers for its other pieces too: people call all of them at one address. */
const PIECES: Readonly<Record<string, readonly string[]>> = {
  Receivables: [
    "ReceivablesServicing",
    "ReceivablesDisputes",
    "ReceivablesNotes",
    "ReceivablesTransfers",
  ],
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

const deployedContracts = (): string[] =>
  readdirSync(join(root, "contracts"))
    .filter((name) => name.endsWith(".sol") && !name.endsWith(".t.sol"))
    .map((name) => name.replace(".sol", ""));

const readJson = (...path: string[]) => JSON.parse(readFileSync(join(root, ...path), "utf8"));

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
const variablesOf = (artifacts: string, buildInfoId: string): Map<string, string> => {
  const { output }: { output: { sources: Record<string, { ast: SyntaxNode }> } } = readJson(
    artifacts,
    "build-info",
    `${buildInfoId}.output.json`,
  );
  const contracts = Object.values(output.sources).flatMap(({ ast }) => ast.nodes ?? []);
  const members = contracts.flatMap(({ nodes }) => nodes ?? []);
  const variables = members.filter(({ nodeType }) => nodeType === "VariableDeclaration");
  return new Map(variables.map(({ id, name }) => [String(id), name]));
};

/** The code that will stand on chain, with zeros where each immutable's value goes, and those places by name. */
const runtimeOf = (
  artifacts: string,
  { deployedBytecode, immutableReferences, buildInfoId }: Artifact,
) => {
  const names = variablesOf(artifacts, buildInfoId);
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

/** What programs need to know of the contracts we deploy, by name, from a folder of compiled ones. */
export const readBindings = (artifacts: string) => {
  const own = deployedContracts().map((name) => `contracts/${name}.sol/${name}.json`);
  const compiled = [...own, ...FOREIGN].map((path): Artifact => readJson(artifacts, path));
  const all = compiled.map((artifact) => withPieces(artifact, compiled));
  const table = <T>(of: (artifact: Artifact) => T): Record<string, T> =>
    Object.fromEntries(all.map((artifact) => [artifact.contractName, of(artifact)]));
  return {
    abi: table(({ abi }) => abi),
    bytecode: table(({ bytecode }) => bytecode),
    runtime: table((artifact) => runtimeOf(artifacts, artifact)),
  };
};
