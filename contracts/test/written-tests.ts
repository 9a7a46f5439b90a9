import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const here = import.meta.dirname;
const read = (name: string): string => readFileSync(join(here, name), "utf8");

/** Where a test begins, and the title it has in the source; it ends at the first line as far to the left. */
const STARTS = {
  ".test.ts": /^( *)test\(\s*(["`])(.*?)\2/gm,
  ".t.sol": /^( *)function ((?:test|testFuzz)_|)((?:invariant_)?\w+)\(/gm,
} as const;

type Suffix = keyof typeof STARTS;

const spansOf = (text: string, suffix: Suffix) =>
  [...text.matchAll(STARTS[suffix])].flatMap(
    ({ 1: indent = "", 2: mark, 3: title = "", index }) => {
      if (mark === "" && !title.startsWith("invariant_")) return [];
      const end = text.indexOf(`\n${indent}}`, index);
      return [{ title, from: index, to: end < 0 ? text.length : end }];
    },
  );

/** What a file imports from beside it: its steps, its setup. */
const besides = (text: string): string =>
  [...text.matchAll(/from "(\.\/[\w-]+)"|import .* from "(\.\/\w+\.sol)"/g)]
    .map(([, module, contract]) => contract ?? `${module}.ts`)
    .filter((name) => !/\.test\.ts$/.test(name))
    .map(read)
    .join("\n");

const testsOf = (name: string, suffix: Suffix): [string, Map<string, string>] => {
  const text = read(name);
  const spans = spansOf(text, suffix);
  let shared = besides(text);
  let at = 0;
  for (const { from, to } of spans) {
    shared += text.slice(at, from);
    at = to;
  }
  shared += text.slice(at);
  return [
    name,
    new Map(spans.map(({ title, from, to }) => [title, shared + text.slice(from, to)])),
  ];
};

/** Every test of this folder: by file and title, its text and what it shares with the others of its file. */
export const writtenTests = (): ReadonlyMap<string, ReadonlyMap<string, string>> =>
  new Map(
    readdirSync(here).flatMap((name) =>
      (Object.keys(STARTS) as Suffix[])
        .filter((suffix) => name.endsWith(suffix))
        .map((suffix) => testsOf(name, suffix)),
    ),
  );
