import { Writable } from "node:stream";
import { setImmediate as turn } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { boundOutput } from "@/adapters/process/bounded-output";

const LINE = `${"x".repeat(99)}\n`;
const BEHIND_MAX = 1_000;

/** A reader that takes nothing until it is woken, then everything. */
const slowReader = () => {
  const taken: string[] = [];
  let asleep = true;
  let go: (() => void) | undefined;
  const out = new Writable({
    write: (chunk, _encoding, done) => {
      taken.push(String(chunk));
      if (asleep) go = done;
      else done();
    },
  });
  const wake = (): void => {
    asleep = false;
    go?.();
  };
  return { out, taken, wake };
};

test("keeps so much for a reader that is stuck and drops the rest, and nobody waits", async () => {
  const { out } = slowReader();
  boundOutput(out, BEHIND_MAX);
  let answered = 0;
  for (let each = 0; each < 10_000; each += 1)
    out.write(LINE, () => {
      answered += 1;
    });
  expect(out.writableLength).toBe(BEHIND_MAX);
  await turn();
  expect(answered).toBe(10_000 - BEHIND_MAX / LINE.length);
});

test("tells how many were lost as soon as there is room, once", async () => {
  const { out, taken, wake } = slowReader();
  boundOutput(out, BEHIND_MAX);
  for (let each = 0; each < 25; each += 1) out.write(LINE);
  wake();
  await turn();
  out.write("after\n");
  await turn();
  expect(taken.slice(0, 10)).toEqual(Array(10).fill(LINE));
  expect(
    taken.slice(10).map((line) => (line === "after\n" ? line : JSON.parse(line).lost)),
  ).toEqual([15, "after\n"]);
});

test("a reader that takes some hears of the gap before what follows it", () => {
  const taken: string[] = [];
  const out = new Writable({
    write: (chunk, _encoding, done) => {
      taken.push(String(chunk));
      done();
    },
  });
  let behind = 0;
  Object.defineProperty(out, "writableLength", { get: () => behind });
  boundOutput(out, BEHIND_MAX);
  behind = BEHIND_MAX;
  out.write("lost\n");
  behind = BEHIND_MAX - 1;
  out.write("kept\n");
  expect(taken).toHaveLength(2);
  expect(JSON.parse(taken[0] ?? "")).toMatchObject({ lost: 1 });
  expect(taken[1]).toBe("kept\n");
});

test("a reader that is gone ends nothing", async () => {
  const out = new Writable({ write: (_chunk, _encoding, done) => done(new Error("EPIPE")) });
  boundOutput(out);
  out.write(LINE);
  await turn();
  out.write(LINE);
  await turn();
  expect(out.writableLength).toBeLessThanOrEqual(LINE.length);
});

test("a pipe that a child made its writers wait for is set back before each entry, a terminal is not", () => {
  const setBlocking = vi.fn();
  const pipe = Object.assign(slowReader().out, { _handle: { setBlocking } });
  boundOutput(pipe);
  pipe.write(LINE);
  pipe.write(LINE);
  expect(setBlocking.mock.calls).toEqual([[false], [false]]);
  const terminal = Object.assign(slowReader().out, { isTTY: true, _handle: { setBlocking } });
  boundOutput(terminal);
  terminal.write(LINE);
  expect(setBlocking).toHaveBeenCalledTimes(2);
});
