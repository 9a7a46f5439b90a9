import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { endChild, endLeftovers, startChild } from "./child";
import { holderOf, releaseLock, takeLock } from "./lock";
import { type Part, Supervisor } from "./supervisor";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "quaynote-run-"));
});
afterEach(async () => {
  await endLeftovers(folder);
  rmSync(folder, { recursive: true, force: true });
});

const sleeper = (name: string) =>
  startChild({
    name,
    command: process.execPath,
    args: ["-e", "setInterval(() => {}, 1000)"],
    logFile: join(folder, "log"),
    runFolder: folder,
  });

const partOf = (name: string, started: number[]): Part => ({
  name,
  start: async () => {
    const child = sleeper(name);
    started.push(child.process.pid ?? 0);
    return { child, stop: () => endChild(child, folder) };
  },
});

test("a part that is killed is started again, and stopping ends it for good", async () => {
  const started: number[] = [];
  const said: string[] = [];
  const supervisor = new Supervisor({ say: (text) => said.push(text), giveUp: () => undefined });
  const kept = await supervisor.keep(partOf("web", started));
  kept.child.process.kill("SIGKILL");
  await expect.poll(() => started.length, { timeout: 5_000 }).toBe(2);
  await expect.poll(() => said.at(-1)).toBe("web runs again");
  await supervisor.stop();
  expect(() => process.kill(started[1] ?? 0, 0)).toThrow();
});

test.each([
  { wellAfterMs: 0, reasons: [] },
  { wellAfterMs: 60_000, reasons: [/^worker ended 6 times soon after its start/] },
])("a part killed again and again ends everything only when it never lives: %j", async (given) => {
  const started: number[] = [];
  const reasons: string[] = [];
  const supervisor = new Supervisor({
    say: () => undefined,
    giveUp: (reason) => reasons.push(reason),
    wellAfterMs: given.wellAfterMs,
    waitMs: 1,
  });
  const kept = await supervisor.keep(partOf("worker", started));
  kept.child.process.kill("SIGKILL");
  for (let life = 2; life <= 6; life += 1) {
    await expect.poll(() => started.length, { timeout: 5_000 }).toBe(life);
    process.kill(started.at(-1) ?? 0, "SIGKILL");
  }
  if (given.reasons.length === 0) await expect.poll(() => started.length).toBe(7);
  else await expect.poll(() => reasons.length).toBe(1);
  expect(reasons).toEqual(given.reasons.map((reason) => expect.stringMatching(reason)));
  await supervisor.stop();
});

test("what a killed run left behind is found by its pid file and ended", async () => {
  const child = sleeper("worker");
  expect(await endLeftovers(folder)).toEqual(["worker"]);
  expect(await child.ended).toBe("SIGTERM");
  expect(await endLeftovers(folder)).toEqual([]);
});

test("a lock is held by the living only", () => {
  const path = join(folder, "lock.json");
  expect(takeLock(path)).toBeUndefined();
  expect(takeLock(path)?.pid).toBe(process.pid);
  expect(holderOf(path)?.pid).toBe(process.pid);
  releaseLock(path);
  expect(holderOf(path)).toBeUndefined();
});
