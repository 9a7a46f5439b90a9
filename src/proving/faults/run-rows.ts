import type { Depth, FaultRow, Verdict } from "./fault-row";

/** A row and what came of it. */
export type Told = Verdict & Pick<FaultRow, "row" | "promise">;

/** Runs rows one after the other. A run that throws is broken: nothing was shown. */
export const runRows = async (
  rows: readonly FaultRow[],
  depth: Depth,
  tell: (told: Told) => void,
): Promise<readonly Told[]> => {
  const all: Told[] = [];
  for (const { row, promise, run } of rows) {
    const verdict = await run(depth).catch(
      (error: unknown): Verdict => ({
        status: "broken",
        figure: "none",
        why: error instanceof Error ? error.message : String(error),
      }),
    );
    const told = { row, promise, ...verdict };
    all.push(told);
    tell(told);
  }
  return all;
};
