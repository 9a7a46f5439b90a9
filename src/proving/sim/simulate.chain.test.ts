import { describe, expect, test } from "vitest";
import { plants } from "./plants";
import { simulate } from "./simulate";

/** Few steps: the long form is `npm run sim`. */
const STEPS = 8;

describe("business under faults", { timeout: 120_000 }, () => {
  test.each([1, 2, 3])(
    "seed %i ends as the model says, and the auditor finds nothing",
    async (seed) => {
      const { violations, calls } = await simulate(seed, STEPS);
      expect(violations).toEqual([]);
      expect(calls).toBeGreaterThan(0);
    },
  );

  test("twenty bugs are planted by name, and one of them is seen at once", async () => {
    expect(new Set(plants.map(({ name }) => name)).size).toBe(20);
    const plant = plants.find(({ name }) => name.startsWith("the audit trail begins anew"));
    const { violations } = await simulate(1, STEPS, plant);
    expect(violations).not.toEqual([]);
  });
});
