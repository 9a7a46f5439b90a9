import { parseSync } from "oxc-parser";

/** One file of the project: its path from the project's folder, and its text. */
export type SourceFile = { path: string; text: string };

/** Something a rule found, in words that say what to do. */
export type Stray = { path: string; rule: string; says: string };

type Node = { type?: string; [key: string]: unknown };

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null;

const literal = (value: unknown): string | undefined =>
  isNode(value) && typeof value.value === "string" ? value.value : undefined;

const IMPORTING = new Set([
  "ImportDeclaration",
  "ExportNamedDeclaration",
  "ExportAllDeclaration",
  "ImportExpression",
  "TSImportType",
]);

const targetOf = (node: Node): string | undefined =>
  literal(node.source) ?? literal(node.argument) ?? literal((node.argument as Node)?.literal);

const collect = (value: unknown, found: string[]): void => {
  if (Array.isArray(value)) {
    for (const each of value) collect(each, found);
    return;
  }
  if (!isNode(value)) return;
  if (value.type && IMPORTING.has(value.type)) {
    const target = targetOf(value);
    if (target !== undefined) found.push(target);
  }
  for (const child of Object.values(value)) if (isNode(child)) collect(child, found);
};

const parse = ({ path, text }: SourceFile) => parseSync(path, text, { sourceType: "module" });

export const isScript = (path: string): boolean => /\.(tsx?|mjs)$/.test(path);

/** Everything a file imports, re-exports or loads later, types included, as it is written there. */
export const importsOf = (file: SourceFile): string[] => {
  const found: string[] = [];
  collect(parse(file).program, found);
  return [...new Set(found)];
};

const blank = (text: string): string => text.replace(/[^\n]/g, " ");

/** The text of a script with its comments blanked out, line for line. */
const scriptWithoutComments = (file: SourceFile): string =>
  parse(file).comments.reduceRight(
    (text, { start, end }) =>
      text.slice(0, start) + blank(text.slice(start, end)) + text.slice(end),
    file.text,
  );

const SOLIDITY_TOKEN = /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;

const solidityWithoutComments = (text: string): string =>
  text.replace(SOLIDITY_TOKEN, (token) => (token.startsWith("/") ? blank(token) : token));

/** A file's code: its text without comments. */
export const codeOf = (file: SourceFile): string => {
  if (isScript(file.path)) return scriptWithoutComments(file);
  return file.path.endsWith(".sol") ? solidityWithoutComments(file.text) : file.text;
};

/** Lines that hold code, not counting comments and empty lines. */
export const codeLines = (file: SourceFile): number =>
  codeOf(file)
    .split("\n")
    .filter((line) => line.trim() !== "").length;
