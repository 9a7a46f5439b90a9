import type { PlanFormat } from "@/core/intake/plan";
import { type Decision, decide, refuse } from "@/core/refusal";

/** planned: judged, nothing saved; committed: its orders are saved; discarded: put aside. */
export type ImportState = "planned" | "committed" | "discarded";

/** Largest file that is taken, bytes. */
export const FILE_BYTES_MAX = 10 * 1024 * 1024;

/** What people see: a file of which nothing can be read has a state of its own, and a reason. */
export type ShownImportState = ImportState | "held" | "refused" | "unreadable" | "unmapped";

/** How much of a file its plan could read. */
export type PlanReading = {
  readonly format: PlanFormat;
  /** Whether any document could be read. */
  readonly readsAny: boolean;
  /** Whether columns of a table still have to be named. */
  readonly asksColumns: boolean;
};

/** Whether a commit would find anything to save. */
export type PlanWorth = {
  /** Whether any document can be financed as it stands. */
  readonly anyFinanceable: boolean;
  /** Whether any document is on hold. */
  readonly anyHeld: boolean;
};

/** The state under which an import is shown: ready is only what holds a document that can be financed. */
export const shownState = (state: ImportState, plan: PlanReading & PlanWorth): ShownImportState => {
  if (state !== "planned") return state;
  if (plan.format === "unreadable") return "unreadable";
  if (plan.readsAny && plan.anyFinanceable) return "planned";
  if (plan.readsAny) return plan.anyHeld ? "held" : "refused";
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
