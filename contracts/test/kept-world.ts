import { after, afterEach, before, beforeEach } from "node:test";
import type { World } from "./world";

/**
 * Marks a world and winds it back. All files run in one process, so the hooks of each run for every file's tests: a world
 * that nobody touched is left alone.
 */
export const rewinding = (world: World) => {
  let mark: unknown;
  return {
    keep: async () => {
      if (mark !== undefined && !world.touched.since) return;
      mark = await world.rpc("evm_snapshot");
      world.touched.since = false;
    },
    rewind: async () => {
      if (!world.touched.since) return;
      await world.rpc("evm_revert", mark);
      mark = undefined;
    },
  };
};

type Connected = { readonly connection: { close: () => Promise<void> } };

/**
 * A chain of the file's own, closed after its last test. It has no members until `make` gave them, which is before
 * `prepare`: hooks before the first test run side by side, so whatever needs the chain belongs there.
 */
export const ownChain = <T extends Connected>(
  make: () => Promise<T>,
  prepare: (world: T) => Promise<unknown> = async () => undefined,
): T => {
  const world = {} as T;
  before(async () => {
    Object.assign(world, await make());
    await prepare(world);
  });
  after(() => world.connection.close());
  return world;
};

/** The same, wound back after each test to what `prepare` left. */
export const keptWorld = <T extends World>(...args: Parameters<typeof ownChain<T>>): T => {
  const world = ownChain(...args);
  const marks = rewinding(world);
  beforeEach(() => marks.keep());
  afterEach(() => marks.rewind());
  return world;
};
