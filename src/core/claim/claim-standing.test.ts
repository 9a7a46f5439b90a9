import { expect, test } from "vitest";
import { mayCollect, obstacleOf } from "@/core/claim/claim-standing";

const free = { listed: false, frozen: false, paused: false };

test.each([
  [free, "free"],
  [{ ...free, listed: true }, "listed"],
  [{ ...free, frozen: true, listed: true }, "frozen"],
  [{ ...free, paused: true }, "paused"],
  [null, "unknown"],
] as const)("%o: %s", (standing, obstacle) => {
  expect(obstacleOf(standing)).toBe(obstacle);
  const decision = mayCollect(1n, standing);
  expect(decision.ok ? "claim.free" : decision.code).toBe(`claim.${obstacle}`);
});

test("nothing set aside is nothing to collect, whatever stands in the way", () => {
  expect(mayCollect(0n, free)).toMatchObject({ ok: false, code: "claim.nothing" });
});
