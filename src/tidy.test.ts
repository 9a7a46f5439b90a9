import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { LAW } from "./commands/tidy/law";
import type { SourceFile } from "./commands/tidy/source";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const TEXT = /\.(ts|tsx|mjs|js|json|sol|css|md|sql|prisma|toml|ya?ml|html|svg|txt)$|\.ci\/run$/;
const LEFT_OUT = /(^|\/)(node_modules|generated|\.next|\.quaynote|artifacts|cache|coverage)\//;

const walk = (folder: string): string[] =>
  readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((path) => !LEFT_OUT.test(`${relative(root, path)}/`) && !path.endsWith("/.git"))
    .flatMap((path) => (statSync(path).isDirectory() ? walk(path) : [path]));

/** What git keeps or would keep; every file where there is no git. */
const listed = (): string[] => {
  try {
    const args = ["ls-files", "--cached", "--others", "--exclude-standard"];
    return execFileSync("git", args, { cwd: root, encoding: "utf8" }).split("\n");
  } catch {
    return walk(root).map((path) => relative(root, path));
  }
};

const house: SourceFile[] = listed()
  .filter((path) => TEXT.test(path) && !LEFT_OUT.test(path) && path !== "package-lock.json")
  .filter((path) => existsSync(join(root, path)))
  .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));

describe("the law of the house", () => {
  test("sees the house", () => expect(house.length).toBeGreaterThan(100));

  test.each(Object.entries(LAW))("%s", (_name, rule) => {
    expect(rule(house).map(({ path, says }) => `${path} ${says}`)).toEqual([]);
  });

  test("the lockfile names no address", () => {
    expect(readFileSync(join(root, "package-lock.json"), "utf8")).not.toMatch(/"resolved": "http/);
  });
});
