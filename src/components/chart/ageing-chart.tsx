import type { Currency } from "@/core/money";
import { BarChart } from "./bar-chart";

/** The buckets of ageing; they always sum to the outstanding total. */
export const AGEING_BUCKETS = [
  "notDue",
  "d1to30",
  "d31to60",
  "d61to90",
  "over90",
  "noDueDate",
] as const;

export type AgeingBucket = (typeof AGEING_BUCKETS)[number];

const bucketWords: Record<AgeingBucket, { word: string; tone: "plain" | "attention" | "wrong" }> = {
  notDue: { word: "Not due", tone: "plain" },
  d1to30: { word: "1 to 30 days past due", tone: "attention" },
  d31to60: { word: "31 to 60 days past due", tone: "attention" },
  d61to90: { word: "61 to 90 days past due", tone: "wrong" },
  over90: { word: "More than 90 days past due", tone: "wrong" },
  noDueDate: { word: "No due date", tone: "plain" },
};

export type AgeingChartProps = {
  currency: Currency;
  /** Minor units per bucket. */
  buckets: Record<AgeingBucket, bigint>;
  /** The list behind a bucket. */
  href?: (bucket: AgeingBucket) => string;
};

export function AgeingChart({ currency, buckets, href }: AgeingChartProps) {
  return (
    <BarChart
      title="Outstanding by days past due"
      head="Days past due"
      currency={currency}
      totalLabel="Outstanding"
      bars={AGEING_BUCKETS.map((bucket) => ({
        key: bucket,
        label: bucketWords[bucket].word,
        tone: bucketWords[bucket].tone,
        minor: buckets[bucket],
        href: href?.(bucket),
      }))}
    />
  );
}
