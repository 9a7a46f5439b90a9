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

/** What is read out of a file is kept as long as the file is: every rule asks for it again. */
const once = <T>(read: (file: SourceFile) => T): ((file: SourceFile) => T) => {
  const known = new WeakMap<SourceFile, T>();
  return (file) => {
    if (!known.has(file)) known.set(file, read(file));
    return known.get(file) as T;
  };
};

export const isScript = (path: string): boolean => /\.(tsx?|mjs)$/.test(path);

const blank = (text: string): string => text.replace(/[^\n]/g, " ");

/** Only a file with one of these is walked through: all other imports stand in the parser's own list. */
const LATER = /\bimport\s*\(/;

/** A script's imports, and its text with the comments blanked out, line for line. */
const readScript = once(({ path, text }) => {
  const parsed = parseSync(path, text, { sourceType: "module" });
  const { staticImports, staticExports } = parsed.module;
  const found = [
    ...staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
    ),
  ];
  const code = parsed.comments.reduceRight(
    (left, { start, end }) =>
      left.slice(0, start) + blank(left.slice(start, end)) + left.slice(end),
    text,
  );
  if (LATER.test(code)) collect(parsed.program, found);
  return { imports: [...new Set(found)], code };
});

/** Everything a file imports, re-exports or loads later, types included, as it is written there. */
export const importsOf = (file: SourceFile): string[] => readScript(file).imports;

const SOLIDITY_TOKEN = /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;

const solidityWithoutComments = (text: string): string =>
  text.replace(SOLIDITY_TOKEN, (token) => (token.startsWith("/") ? blank(token) : token));

/** A file's code: its text without comments. */
export const codeOf = once((file) => {
  if (isScript(file.path)) return readScript(file).code;
  return file.path.endsWith(".sol") ? solidityWithoutComments(file.text) : file.text;
});

/** Lines that hold code, not counting comments and empty lines. */
export const codeLines = (file: SourceFile): number =>
  codeOf(file)
    .split("\n")
    .filter((line) => line.trim() !== "").length;
