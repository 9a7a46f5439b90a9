import type { Plant } from "./simulate";

/** Bugs that are put in one at a time: a judge that misses one is no judge. */
export const plants: readonly Plant[] = [];
