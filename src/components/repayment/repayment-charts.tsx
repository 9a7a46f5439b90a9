import { AgeingChart } from "@/components/chart/ageing-chart";
import { type Bar, BarChart } from "@/components/chart/bar-chart";
import { TimeSeriesChart } from "@/components/chart/time-series-chart";
import { Section } from "@/components/ui/section";
import { Tabs } from "@/components/ui/tabs";
import type { CalendarDate } from "@/core/dates/calendar-date";
import type { Currency } from "@/core/money";
import { type RepaymentOverview, repaymentHref } from "./repayment-query";
import { repaymentWords as words } from "./words";

type Props = {
  view: RepaymentOverview;
  /** Every currency that can be drawn; one at a time, for currencies never add up. */
  currencies: readonly Currency[];
  today: CalendarDate;
};

/** Ageing, weeks and exposure of one currency. */
export function RepaymentCharts({ view, currencies, today }: Props) {
  const { currency, ageing, weeks } = view;
  const minorOf = (bucket: (typeof ageing)[number]["bucket"]) =>
    ageing.find((line) => line.bucket === bucket)?.minor ?? 0n;
  return (
    <>
      {currencies.length > 1 && (
        <Tabs
          label={words.currencies}
          current={currency}
          tabs={currencies.map((each) => ({
            key: each,
            href: `/repayments?currency=${each}`,
            word: each,
          }))}
        />
      )}
      <div className="mb-8 grid gap-6 lg:grid-cols-2">
        <Section title={words.ageing} sentence={words.ageingSentence}>
          <AgeingChart
            currency={currency}
            buckets={{
              notDue: minorOf("notDue"),
              d1to30: minorOf("d1to30"),
              d31to60: minorOf("d31to60"),
              d61to90: minorOf("d61to90"),
              over90: minorOf("over90"),
              noDueDate: minorOf("noDueDate"),
            }}
            href={(bucket) => repaymentHref({ bucket, currency })}
          />
        </Section>
        <Section title={words.weeks} sentence={words.weeksSentence}>
          <TimeSeriesChart
            title={`${words.weeks}, ${currency}`}
            currency={currency}
            dates={[...weeks.dates]}
            today={today}
            series={[
              { key: "collected", label: words.collectedSeries, values: [...weeks.collected] },
              { key: "expected", label: words.expected, values: [...weeks.expected] },
            ]}
          />
        </Section>
        <Exposure view={view} side="buyers" />
        <Exposure view={view} side="lenders" />
        {view.sellers.top.length > 1 && <Exposure view={view} side="sellers" />}
      </div>
    </>
  );
}

const sides = {
  buyers: { title: words.byBuyer, head: words.buyer, total: words.totalOwed, name: "buyer" },
  sellers: { title: words.bySeller, head: words.seller, total: words.totalOwed, name: "seller" },
  lenders: {
    title: words.byLender,
    head: words.lender,
    total: words.totalPrincipal,
    name: "lender",
  },
} as const;

function Exposure({ view, side }: { view: RepaymentOverview; side: keyof typeof sides }) {
  const { currency } = view;
  const { title, head, total, name } = sides[side];
  const { top, others } = view[side];
  const bars: Bar[] = top.map(({ id, name: label, minor }) => ({
    key: id,
    label,
    minor,
    href: repaymentHref({ [name]: id, currency }),
  }));
  if (others.count > 0)
    bars.push({ key: "others", label: words.others(others.count), minor: others.minor });
  return (
    <Section title={title}>
      {bars.length > 0 ? (
        <BarChart
          title={`${title}, ${currency}`}
          head={head}
          currency={currency}
          bars={bars}
          shares
          totalLabel={total}
        />
      ) : (
        <p className="text-muted">{words.noExposure}</p>
      )}
    </Section>
  );
}
