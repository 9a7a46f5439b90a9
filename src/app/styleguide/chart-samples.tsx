import { AgeingChart } from "@/components/chart/ageing-chart";
import { BarChart } from "@/components/chart/bar-chart";
import { QrCode } from "@/components/chart/qr-code";
import { Sparkline } from "@/components/chart/sparkline";
import { TimeSeriesChart } from "@/components/chart/time-series-chart";
import { Hash } from "@/components/hash/hash";
import { Section } from "@/components/ui/section";
import { addDays } from "@/core/dates/calendar-date";
import { ADDRESS, hkd, TODAY } from "./sample-figures";

const dates = Array.from({ length: 30 }, (_, index) => addDays(TODAY, index - 20));
const expected = dates.map(
  (_, index) => hkd(String(24_000 * (index + 1) + (index % 5) * 9_000)).minor,
);
const collected = dates.map((_, index) => hkd(String(21_500 * Math.min(index + 1, 21))).minor);

export function ChartSamples() {
  return (
    <div className="grid gap-6 lg:grid-cols-2">
      <Section
        title="Is everything being repaid?"
        sentence="Expected and collected, summed over 30 days."
        className="lg:col-span-2"
      >
        <TimeSeriesChart
          title="Repayments over time"
          currency="HKD"
          dates={dates}
          today={TODAY}
          series={[
            { key: "collected", label: "Collected", values: collected },
            { key: "expected", label: "Expected", values: expected },
          ]}
        />
      </Section>
      <Section title="How late is what is owed?">
        <AgeingChart
          currency="HKD"
          buckets={{
            notDue: hkd("812400").minor,
            d1to30: hkd("120300.5").minor,
            d31to60: hkd("40250").minor,
            d61to90: 0n,
            over90: hkd("9800").minor,
            noDueDate: 0n,
          }}
          href={(bucket) => `/repayments?ageing=${bucket}`}
        />
      </Section>
      <Section
        title="Who owes it?"
        action={
          <Sparkline label="Collected, last 30 days: rising" values={[2, 3, 3, 5, 4, 7, 9]} />
        }
      >
        <BarChart
          title="Exposure by buyer"
          head="Buyer"
          currency="HKD"
          shares
          totalLabel="All buyers"
          bars={[
            {
              key: "a",
              label: "Lantau Retail Group Ltd",
              minor: hkd("612400").minor,
              href: "/repayments?buyer=a",
            },
            {
              key: "b",
              label: "Northpoint Grocers Ltd",
              minor: hkd("270350.5").minor,
              href: "/repayments?buyer=b",
            },
            {
              key: "c",
              label: "Ostsee Handel GmbH",
              minor: hkd("100000").minor,
              href: "/repayments?buyer=c",
            },
          ]}
        />
      </Section>
      <Section title="Pay by transfer">
        <div className="flex flex-wrap items-start gap-5">
          <QrCode value={ADDRESS} label="Address of the collection account" size={160} />
          <Hash value={ADDRESS} what="address" full />
        </div>
      </Section>
    </div>
  );
}
