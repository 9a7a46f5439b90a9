import type { Verdict } from "./fault-row";

/** Held where nothing is wrong, else broken by what is. */
export const verdictOf = (figure: string, wrong: readonly string[]): Verdict => ({
  status: wrong.length === 0 ? "held" : "broken",
  figure,
  why: wrong.join("; "),
});
