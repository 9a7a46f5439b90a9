import type { Plan } from "@/core/intake/plan";
import { type Decision, decide, refuse } from "@/core/refusal";

/** planned: judged, nothing saved; committed: its orders are saved; discarded: put aside. */
export type ImportState = "planned" | "committed" | "discarded";

/** Largest file that is taken, bytes. */
export const FILE_BYTES_MAX = 20 * 1024 * 1024;

/** Most orders that one import saves. */
export const DOCUMENTS_MAX = 20_000;

/** The word under which an import is shown: an unreadable file is its own state. */
export const shownState = (
  state: ImportState,
  plan: Pick<Plan, "format">,
): ImportState | "unreadable" =>
  plan.format === "unreadable" && state === "planned" ? "unreadable" : state;

/** Only a planned import can be committed, replanned or discarded. */
export const requirePlanned = (state: ImportState): Decision<true> =>
  state === "planned" ? decide(true) : refuse("import.not_planned");

/** A commit does what the person saw, or nothing: `expected` is the number on the button. */
export const checkExpected = (count: number, expected: number): Decision<number> => {
  if (count === 0) return refuse("import.nothing");
  return count === expected ? decide(count) : refuse("import.changed", { now: count, expected });
};
