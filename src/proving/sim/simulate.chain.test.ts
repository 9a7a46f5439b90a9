import { describe, expect, test } from "vitest";
import { plants } from "./plants";
import { simulate } from "./simulate";

/** Few steps: the long form is `npm run sim`. */
const STEPS = 8;

/** Runs that once found something, as long as they were: they are played for ever. */
const KEPT = [
  { seed: 5, steps: 20 },
  { seed: 8, steps: 12 },
];

const RUNS = [...[2, 3, 7].map((seed) => ({ seed, steps: STEPS })), ...KEPT];

describe("business under faults", { timeout: 240_000 }, () => {
  const settled: number[] = [];

  test.each(RUNS)(
    "seed $seed in $steps steps ends as the model says, and the auditor finds nothing",
    async ({ seed, steps }) => {
      const { violations, calls, reached } = await simulate(seed, steps);
      expect(violations).toEqual([]);
      expect(calls).toBeGreaterThan(0);
      if (steps === STEPS) settled.push(reached.ends.settled ?? 0);
    },
  );

  test("lives of the short form are paid to their end", () => {
    expect(settled).toHaveLength(3);
    expect(Math.max(...settled)).toBeGreaterThan(0);
  });

  test("twenty bugs are planted by name, and one of them is seen at once", async () => {
    expect(new Set(plants.map(({ name }) => name)).size).toBe(20);
    const plant = plants.find(({ name }) => name.startsWith("the audit trail begins anew"));
    const { violations } = await simulate(2, STEPS, plant);
    expect(violations).not.toEqual([]);
  });
});
