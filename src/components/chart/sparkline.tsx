import { line } from "d3-shape";
import { moneyAxis } from "./scale";

export type SparklineProps = {
  /** What it shows and how it ends, in words: "Collected, last 30 days: rising". */
  label: string;
  values: number[];
  width?: number;
  height?: number;
};

export function Sparkline({ label, values, width = 96, height = 24 }: SparklineProps) {
  const axis = moneyAxis(values, height - 4, 2);
  const x = (index: number): number => 2 + (index * (width - 4)) / Math.max(1, values.length - 1);
  const points = values.map((value, index): [number, number] => [x(index), axis.y(value) + 2]);
  const end = points.at(-1);
  return (
    <svg
      role="img"
      aria-label={label}
      width={width}
      height={height}
      className="inline-block align-middle"
    >
      <path
        d={line()(points) ?? undefined}
        fill="none"
        strokeWidth={1.5}
        className="stroke-accent"
      />
      {end && <circle cx={end[0]} cy={end[1]} r={2} className="fill-accent" />}
    </svg>
  );
}
