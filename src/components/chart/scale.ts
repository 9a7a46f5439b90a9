import { scaleLinear } from "d3-scale";
import { MINOR_PER_UNIT } from "@/core/money";

export type AxisTick = { at: number; word: string };

/** Whole units of a currency for drawing only; figures under a chart stay exact. */
export const drawable = (minor: bigint): number =>
  Number(minor / MINOR_PER_UNIT) + Number(minor % MINOR_PER_UNIT) / 1_000_000;

/** `1.2m`, `350k`, `80`: round money for an axis. */
export const axisWord = (value: number): string => {
  const size = Math.abs(value);
  const [divisor, unit] =
    size >= 1e9 ? [1e9, "bn"] : size >= 1e6 ? [1e6, "m"] : size >= 1e3 ? [1e3, "k"] : [1, ""];
  const rounded = Math.round((value / divisor) * 100) / 100;
  return `${String(rounded).replace("-", "−")}${unit}`;
};

/** A vertical axis from zero (or below, for losses) to a round figure above the largest value. */
export const moneyAxis = (values: readonly number[], height: number, ticks = 4) => {
  const top = Math.max(0, ...values);
  const bottom = Math.min(0, ...values);
  const scale = scaleLinear([bottom, top === bottom ? bottom + 1 : top], [height, 0]).nice(ticks);
  return {
    y: (value: number): number => scale(value),
    ticks: scale
      .ticks(ticks)
      .map((value): AxisTick => ({ at: scale(value), word: axisWord(value) })),
  };
};

/** Every how many labels one is written so that at most `most` stand under a chart. */
export const labelStep = (count: number, most: number): number =>
  Math.max(1, Math.ceil(count / most));
