import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import solc from "solc";
import { isNode, type Node, nodesOf, type Parsed } from "../contracts/solidity-ast";

/** A program with its types and names known. */
export type Analysis = {
  files: ReadonlyMap<string, Parsed>;
  /** Every declaration of the program, by its number. */
  declarations: ReadonlyMap<number, Node>;
};

/** Texts by source name, as the compiler is given them. */
type Sources = Record<string, string>;

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
  errors?: { severity: string; formattedMessage: string }[];
  sources?: Record<string, { ast: unknown }>;
};

/** Types and names, without making code. @throws Error where it does not compile */
export const analyse = (sources: Sources): Analysis => {
  const entries = Object.entries(sources).map(([name, content]) => [name, { content }]);
  const settings = { evmVersion: "prague", outputSelection: { "*": { "": ["ast"] } } };
  const input = { language: "Solidity", sources: Object.fromEntries(entries), settings };
  const output: Output = JSON.parse(solc.compile(JSON.stringify(input)));
  const problem = output.errors?.find(({ severity }) => severity === "error");
  if (problem) throw new Error(problem.formattedMessage);
  const files = new Map<string, Parsed>();
  for (const [name, { ast }] of Object.entries(output.sources ?? {})) {
    if (isNode(ast)) files.set(name, { bytes: Buffer.from(sources[name] ?? ""), root: ast });
  }
  const nodes = [...files.values()].flatMap(({ root }) => nodesOf(root));
  return { files, declarations: new Map(nodes.map((node) => [Number(node.id), node])) };
};
