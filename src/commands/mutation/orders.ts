/** One test, how long it takes, and the mutants it passes by. */
export type Unit = { id: string; ms: number; reached: readonly number[] };

/** What a worker is asked to do: to run its share of the files without a mutant, or some tests with one in force. */
export type Order =
  | { kind: "trace"; share: number; of: number }
  | { kind: "attempt"; mutant: number; ids: readonly string[] };

/** What a worker says. */
export type Answer =
  | { kind: "ready" }
  | { kind: "traced"; units: readonly Unit[] }
  | { kind: "killed"; by: string; says: string }
  | { kind: "survived" }
  | { kind: "broken"; says: string };

/** Carries out one order after the other. */
export type Worker = { ask: (order: Order) => Promise<Answer>; dismiss: () => void };
