import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach } from "node:test";
import type { World } from "./world";

/**
 * Marks a world and winds it back. All files run in one process, so the hooks of each run for every file's tests: a world
 * is marked when something first may change it, and one that nobody touched is left alone.
 */
export const rewinding = (world: World) => {
  let mark: Promise<unknown> | undefined;
  const ask = (method: string, ...params: unknown[]): Promise<unknown> =>
    world.connection.provider.request({ method, params });
  return {
    keep: () => {
      mark = undefined;
      world.guard.mark = () => {
        mark ??= ask("evm_snapshot");
        return mark;
      };
    },
    rewind: async () => {
      world.guard.mark = undefined;
      if (mark) assert.equal(await ask("evm_revert", await mark), true);
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
