import type { Verdict } from "./fault-row";

/** A part of what a row saw: its figure, and what is wrong with it. */
export type Part = { readonly figure: string; readonly wrong: readonly string[] };

/** Held where nothing is wrong, else broken by what is. */
export const verdictOf = (figure: string, wrong: readonly string[]): Verdict => ({
  status: wrong.length === 0 ? "held" : "broken",
  figure,
  why: wrong.join("; "),
});
