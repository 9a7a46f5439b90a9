import type { PlanFormat } from "@/core/intake/plan";
import { type Decision, decide, refuse } from "@/core/refusal";

/** planned: judged, nothing saved; committed: its orders are saved; discarded: put aside. */
export type ImportState = "planned" | "committed" | "discarded";

/** Largest file that is taken, bytes. */
export const FILE_BYTES_MAX = 10 * 1024 * 1024;

/** What people see: a file of which nothing can be read has a state of its own, and a reason. */
export type ShownImportState = ImportState | "unreadable" | "unmapped";

/** How much of a file its plan could read. */
export type PlanReading = {
  readonly format: PlanFormat;
  /** Whether any document could be read. */
  readonly readsAny: boolean;
  /** Whether columns of a table still have to be named. */
  readonly asksColumns: boolean;
};

/** The state under which an import is shown: ready is only what holds a document that could be read. */
export const shownState = (state: ImportState, plan: PlanReading): ShownImportState => {
  if (state !== "planned") return state;
  if (plan.format === "unreadable") return "unreadable";
  if (plan.readsAny) return "planned";
  return plan.asksColumns ? "unmapped" : "unreadable";
};

/** Only a planned import can be committed, replanned or discarded. */
export const requirePlanned = (state: ImportState): Decision<true> =>
  state === "planned" ? decide(true) : refuse("import.not_planned");

/** A commit does what the person saw, or nothing: `expected` is the number on the button. */
export const checkExpected = (count: number, expected: number): Decision<number> => {
  if (count === 0) return refuse("import.nothing");
  return count === expected ? decide(count) : refuse("import.changed", { now: count, expected });
};
