import type { Hex } from "../../src/core/typed-data/typed-data";

const WORD = (1n << 64n) - 1n;

/** Small and reproducible: a seed gives the same cases on every run. */
export const makeRandom = (seed: bigint) => {
  let state = seed & WORD;
  const next = (): bigint => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & WORD;
    return state >> 11n;
  };
  const below = (limit: bigint): bigint => (limit <= 0n ? 0n : next() % limit);
  /** A whole number from 0 to `limit` - 1. */
  const small = (limit: number): number => Number(below(BigInt(limit)));
  /** True once in `times`, on average. */
  const once = (times: number): boolean => small(times) === 0;
  const pick = <T>(list: readonly T[]): T => {
    const chosen = list[small(list.length)];
    if (chosen === undefined) throw new RangeError("nothing to pick from");
    return chosen;
  };
  /** Often tiny, often round, sometimes huge; below `limit`. */
  const amount = (limit: bigint): bigint => {
    const kind = below(4n);
    if (kind === 0n) return below(limit < 10n ? limit : 10n);
    if (kind === 1n) return (below(limit) / 1_000_000n) * 1_000_000n;
    return below(limit);
  };
  const hex = (bytes: number): Hex => {
    let text = "";
    while (text.length < bytes * 2) text += next().toString(16).padStart(14, "0");
    return `0x${text.slice(0, bytes * 2)}`;
  };
  return { below, small, once, pick, amount, hex };
};

export type Random = ReturnType<typeof makeRandom>;
