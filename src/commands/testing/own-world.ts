import { afterAll } from "vitest";
import { enterParties, openWorld } from "./settlement-world";

/** A world and its parties for the test file that asks, closed after its last test. */
export const ownWorld = async (lenders?: number) => {
  const world = await openWorld();
  afterAll(() => world.close());
  return { world, parties: await enterParties(world, lenders) };
};
