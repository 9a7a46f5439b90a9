/** One test, how long it takes, and the mutants it passes by. */
export type Unit = { id: string; ms: number; reached: readonly number[] };

/** What a worker is asked to do. */
export type Order = { kind: "trace" } | { kind: "attempt"; mutant: number; ids: readonly string[] };

/** What a worker says. */
export type Answer =
  | { kind: "ready" }
  | { kind: "traced"; units: readonly Unit[] }
  | { kind: "killed"; mutant: number; by: string; says: string; ms: number }
  | { kind: "survived"; mutant: number; ms: number }
  | { kind: "broken"; says: string };
