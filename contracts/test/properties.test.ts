import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { writtenTests } from "./written-tests";

const readme = readFileSync(join(import.meta.dirname, "README.md"), "utf8");
const tests = writtenTests();

/** What the contracts promise whatever is called. */
const PROMISED = [
  "conservation",
  "no release without attestation",
  "no lender is paid less because another is frozen",
  "terms never change after funding",
  "an unused receivable cannot be paid out",
  "claims never exceed the balance",
  "counters only grow",
  "rounding goes against the mover",
  "no public function brings a receivable to a state nobody approved",
  "a note movement never pays a fraction twice",
  "a switch stops only its own",
];

type Property = { readonly name: string; readonly checks: readonly (readonly string[])[] };

/** The rows of the table of properties: FILE "title" and FILE.name, each with its file and title. */
const readProperties = (text: string): Property[] => {
  const [section = ""] = text.split("## Properties\n")[1]?.split("\n## ") ?? [];
  const rows = section
    .split("\n")
    .filter((line) => line.startsWith("| ") && !/^\| property /.test(line));
  return rows
    .filter((line) => !/^\| -+ /.test(line))
    .map((line) => {
      const [, name = "", how = ""] = line.split("|").map((cell) => cell.trim());
      const quoted = [...how.matchAll(/([\w-]+) "([^"]+)"/g)];
      const plain = [...how.replace(/"[^"]+"/g, "").matchAll(/\b([A-Z]\w+)\.(\w+)/g)];
      const checks = [
        ...quoted.map(([, file, title = ""]) => [`${file}.test.ts`, title]),
        ...plain.map(([, file, title = ""]) => [`${file}.t.sol`, title]),
      ];
      return { name, checks };
    });
};

const missing = (properties: readonly Property[]): string[] =>
  properties.flatMap(({ name, checks }) => [
    ...(checks.length === 0 ? [`${name}: nothing checks it`] : []),
    ...checks
      .filter(([file = "", title = ""]) => !tests.get(file)?.has(title))
      .map(([file, title]) => `${name}: ${file} has no test ${title}`),
  ]);

describe("the table of properties", () => {
  test("has every promise once, and a test for each that exists", () => {
    const properties = readProperties(readme);
    const names = properties.map(({ name }) => name.split(":")[0]);
    assert.deepEqual(names, PROMISED);
    assert.deepEqual(missing(properties), []);
  });

  test("cannot name a test that is not there, nor none", () => {
    const rows = ['| a | lives "no such title" |', "| b | Notes.noSuchName |", "| c | we looked |"];
    const text = ["## Properties", "| property | how |", "| --- | --- |", ...rows].join("\n");
    assert.deepEqual(missing(readProperties(text)), [
      "a: lives.test.ts has no test no such title",
      "b: Notes.t.sol has no test noSuchName",
      "c: nothing checks it",
    ]);
  });
});
