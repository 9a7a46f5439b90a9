import fc from "fast-check";
import { expect, test } from "vitest";
import { largestExposures } from "@/core/exposure/exposure";

test("top and others always sum to the whole, largest first", () => {
  const parties = fc.array(fc.bigInt({ min: 0n, max: 10n ** 15n }), { maxLength: 30 });
  fc.assert(
    fc.property(parties, fc.integer({ min: 1, max: 10 }), (minors, limit) => {
      const all = minors.map((minor, index) => ({ id: String(index), name: `P${index}`, minor }));
      const { top, others, total } = largestExposures(all, limit);
      expect(total).toBe(minors.reduce((sum, minor) => sum + minor, 0n));
      expect(top.reduce((sum, { minor }) => sum + minor, others.minor)).toBe(total);
      expect(top.length).toBeLessThanOrEqual(limit);
      expect(
        [...top].every(({ minor }, at) => at === 0 || (top[at - 1]?.minor ?? 0n) >= minor),
      ).toBe(true);
    }),
  );
});
