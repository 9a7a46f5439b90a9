import { codeLines, codeOf, isScript, type SourceFile, type Stray } from "./source";

/** Lines that any script or contract may have, comments and empty lines too: what fits a reader's head. */
const LINES_MAX = 400;
/** Lines of code of a page, which only puts together what others made. */
const PAGE_LINES_MAX = 80;

const isPage = (path: string): boolean => /^src\/app\/.*\/?page\.tsx$/.test(path);

const linesOf = ({ text }: SourceFile): number => text.replace(/\n$/, "").split("\n").length;

export const lengthStrays = (files: SourceFile[]): Stray[] =>
  files.flatMap((file) => {
    const { path } = file;
    if (!isScript(path) && !path.endsWith(".sol")) return [];
    const [lines, limit] = isPage(path)
      ? [codeLines(file), PAGE_LINES_MAX]
      : [linesOf(file), LINES_MAX];
    if (lines <= limit) return [];
    const says = `holds ${lines} lines, ${limit} is the limit: give it a smaller room`;
    return [{ path, rule: "file length", says }];
  });

const VAGUE = new Set(["utils", "helpers", "common", "manager", "service", "services", "data"]);

/** Names that say nothing, barrels, and route handlers where pages live. */
export const nameStrays = (files: SourceFile[]): Stray[] =>
  files.flatMap(({ path }) => {
    const rule = "name";
    const parts = path.replace(/\.[^/]+$/, "").split("/");
    const vague = parts.find((part) => VAGUE.has(part));
    if (vague)
      return [{ path, rule, says: `"${vague}" says nothing: name it after what it holds` }];
    if (/\/index\.(ts|tsx|mjs)$/.test(path)) {
      return [{ path, rule, says: "is a barrel: import each file by its own name" }];
    }
    if (/^src\/app\/(?!api\/).*route\.ts$/.test(path)) {
      return [{ path, rule, says: "answers requests outside app/api" }];
    }
    return [];
  });

type Impurity = { in: RegExp; pattern: RegExp; says: string };

const IMPURE: Impurity[] = [
  {
    in: /^src\/(core|ports|usecases)\//,
    pattern: /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\brandomUUID\(|\bfetch\(/,
    says: "reads time, chance or the network: take it from a port",
  },
  {
    in: /^src\/(?!env\.ts|commands\/|boot\.mjs)/,
    pattern: /\bprocess\.env\b(?!\.NODE_ENV\b)/,
    says: "reads process.env: src/env.ts is its only reader",
  },
];

/** Reads of the world where there should be none. Tests and their worlds are free. */
export const impureStrays = (files: SourceFile[]): Stray[] =>
  files
    .filter(({ path }) => isScript(path) && !/\.test\.tsx?$/.test(path))
    .flatMap((file) =>
      IMPURE.filter((each) => each.in.test(file.path) && each.pattern.test(codeOf(file))).map(
        ({ says }) => ({ path: file.path, rule: "purity", says }),
      ),
    );
