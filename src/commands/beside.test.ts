import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startErrands } from "./beside";

let at: string;
beforeEach(() => {
  at = mkdtempSync(join(tmpdir(), "errands-"));
});
afterEach(() => rmSync(at, { recursive: true, force: true }));

const program = (name: string, text: string): string => {
  const path = join(at, `${name}.mjs`);
  writeFileSync(path, text);
  return path;
};

/** A program that leaves a mark in the order it was run. */
const marking = (name: string, code = 0): string =>
  program(
    name,
    `import { appendFileSync } from "node:fs";
     appendFileSync(${JSON.stringify(join(at, "marks"))}, "${name} ");
     process.exitCode = ${code};`,
  );

const marks = (): string =>
  existsSync(join(at, "marks")) ? readFileSync(join(at, "marks"), "utf8") : "";

const never = { delayMs: 600_000, everyMs: 600_000 };

test("errands run in their order, then one again and again, and each is heard", async () => {
  const heard: string[] = [];
  const errand = (name: string, code = 0) => ({
    ...{ name, args: [marking(name, code)] },
    heard: (how: string) => void heard.push(`${name} ${how}`),
  });
  const running = startErrands({
    ...{ folder: { logs: at, run: at }, variables: process.env },
    first: [errand("trade")],
    again: { ...errand("audit", 1), delayMs: 1, everyMs: 1 },
  });
  await vi.waitFor(() => expect(marks()).toMatch(/^trade audit audit /), { timeout: 30_000 });
  await running.stop();
  expect(heard.slice(0, 2)).toEqual(["trade exit code 0", "audit exit code 1"]);
});

test("a stop ends what runs, starts nothing more and is not heard as an end", async () => {
  const heard = vi.fn();
  const begun = join(at, "begun");
  const endless = program(
    "endless",
    `import { writeFileSync } from "node:fs";
     writeFileSync(${JSON.stringify(begun)}, String(process.pid)); setInterval(() => {}, 1000);`,
  );
  const running = startErrands({
    ...{ folder: { logs: at, run: at }, variables: process.env },
    first: [{ name: "endless", args: [endless], heard }],
    again: { name: "audit", args: [marking("audit")], heard, ...never },
  });
  await vi.waitFor(() => expect(existsSync(begun)).toBe(true), { timeout: 30_000 });
  await running.stop();
  expect(() => process.kill(Number(readFileSync(begun, "utf8")), 0)).toThrow();
  expect(heard).not.toHaveBeenCalled();
  expect(marks()).toBe("");
});
