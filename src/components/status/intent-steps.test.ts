import { expect, test } from "vitest";
import { intentStepStates } from "./intent-steps";
import { knownState } from "./known-state";

test.each([
  ["waiting", ["current", "next", "next", "next"]],
  ["signed", ["done", "current", "next", "next"]],
  ["mined", ["done", "done", "done", "current"]],
  ["final", ["done", "done", "done", "done"]],
  ["failed", ["done", "failed", "next", "next"]],
] as const)("%s draws its steps", (state, steps) => {
  expect(intentStepStates(state)).toEqual(steps);
});

test("a word the table does not know is a bug", () => {
  expect(knownState("order", "ready")).toBe("ready");
  expect(() => knownState("order", "lost")).toThrow("No state lost of order");
});
