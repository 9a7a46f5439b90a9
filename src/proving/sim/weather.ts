import type { Chance } from "@/proving/harness/chance";

/** How rough a run is: everything a seed decides beside the business itself. Rates are per call, pass or step. */
export type Weather = {
  /** Calls of a node that fail, are cut or lose their answer. */
  readonly rpcRate: number;
  /** Steps in which every database connection is cut. */
  readonly databaseRate: number;
  /** Steps in which the chain loses blocks. */
  readonly reorgRate: number;
  /** Passes that end at a landmark. */
  readonly crashRate: number;
  /** Steps in which the program is started anew. */
  readonly restartRate: number;
  readonly workers: number;
  readonly steps: number;
};

/** One of these, evenly. */
export const pick = <T>(chance: Chance, of: readonly [T, ...T[]]): T =>
  of[Math.floor(chance() * of.length)] ?? of[0];

/** A whole amount from 1 to `most`. */
export const amountUpTo = (chance: Chance, most: bigint): bigint =>
  most <= 1n ? 1n : 1n + (most * BigInt(Math.floor(chance() * 1_000_000))) / 1_000_000n;

/** The weather of a run of so many steps. */
export const drawWeather = (chance: Chance, steps: number): Weather => ({
  rpcRate: pick(chance, [0, 0.02, 0.05, 0.2]),
  databaseRate: pick(chance, [0, 0, 0.03]),
  reorgRate: pick(chance, [0, 0.05, 0.15]),
  crashRate: pick(chance, [0, 0.1, 0.3]),
  restartRate: pick(chance, [0, 0.02, 0.05]),
  workers: pick(chance, [1, 2, 3]),
  steps,
});
