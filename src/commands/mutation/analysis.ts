import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import solc from "solc";
import { isNode, type Node, nodesOf, type Parsed } from "../contracts/solidity-ast";

/** Texts by source name, as the compiler is given them. */
export type Sources = Record<string, string>;

/** What the compiler refuses, and where: offsets in bytes. */
export type Complaint = { file: string; start: number; end: number; says: string };

export type Analysis = { parsed: ReadonlyMap<string, Parsed>; complaints: readonly Complaint[] };

const IMPORT = /^\s*import\s+(?:[^"';]*\sfrom\s+)?["']([^"']+)["']/gm;

/** The files and everything they import, from the project's folder and its packages. */
export const readSources = (root: string, files: readonly string[]): Sources => {
  const sources: Sources = {};
  const add = (name: string): void => {
    if (name in sources) return;
    const path = name.startsWith("@") ? join(root, "node_modules", name) : join(root, name);
    const text = readFileSync(path, "utf8");
    sources[name] = text;
    for (const [, target = ""] of text.matchAll(IMPORT)) {
      add(target.startsWith(".") ? posix.join(posix.dirname(name), target) : target);
    }
  };
  for (const file of files) add(file);
  return sources;
};

type Output = {
  errors?: {
    severity: string;
    formattedMessage: string;
    sourceLocation?: { file: string; start: number; end: number };
  }[];
  sources?: Record<string, { ast: unknown }>;
};

/** Types and names, without making code. */
export const analyse = (sources: Sources): Analysis => {
  const entries = Object.entries(sources).map(([name, content]) => [name, { content }]);
  const settings = { evmVersion: "prague", outputSelection: { "*": { "": ["ast"] } } };
  const input = { language: "Solidity", sources: Object.fromEntries(entries), settings };
  const output: Output = JSON.parse(solc.compile(JSON.stringify(input)));
  const complaints = (output.errors ?? [])
    .filter(({ severity }) => severity === "error")
    .map(({ sourceLocation, formattedMessage: says }) => ({
      ...(sourceLocation ?? { file: "", start: 0, end: 0 }),
      says,
    }));
  const parsed = new Map<string, Parsed>();
  for (const [name, { ast }] of Object.entries(output.sources ?? {})) {
    if (isNode(ast)) parsed.set(name, { bytes: Buffer.from(sources[name] ?? ""), root: ast });
  }
  return { parsed, complaints };
};

/** Every declaration of an analysed program, by its number. */
export const declarationsOf = ({ parsed }: Analysis): Map<number, Node> =>
  new Map(
    [...parsed.values()]
      .flatMap(({ root }) => nodesOf(root))
      .filter(({ id }) => typeof id === "number")
      .map((node) => [Number(node.id), node]),
  );
