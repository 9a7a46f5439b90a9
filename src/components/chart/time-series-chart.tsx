import { area, curveStepAfter, line } from "d3-shape";
import { dateText } from "@/components/date/date-words";
import { Money, moneyText } from "@/components/money/money";
import type { CalendarDate } from "@/core/dates/calendar-date";
import { type Currency, money } from "@/core/money";
import { ChartFigure } from "./figure";
import { drawable, labelStep, moneyAxis } from "./scale";

const WIDTH = 720;
const HEIGHT = 220;
const LEFT = 48;
const BOTTOM = 24;
const TOP = 10;

export type TimeSeriesChartProps = {
  title: string;
  currency: Currency;
  /** Days or weeks in order; every series has a figure for each. */
  dates: CalendarDate[];
  /** One or two: the first solid and filled, the second dashed. Minor units. */
  series: { key: string; label: string; values: bigint[] }[];
  /** A line at today. */
  today?: CalendarDate;
};

const looks = [
  { stroke: "stroke-part-collected", dash: undefined },
  { stroke: "stroke-part-expected", dash: "5 4" },
] as const;

/** Money over time as steps: expected against collected. */
export function TimeSeriesChart(props: TimeSeriesChartProps) {
  const { title, currency, dates, series, today } = props;
  const axis = moneyAxis(
    series.flatMap(({ values }) => values.map(drawable)),
    HEIGHT,
  );
  const x = (index: number): number =>
    LEFT + (index * (WIDTH - LEFT - 8)) / Math.max(1, dates.length - 1);
  const last = dates.length - 1;
  const summary = series
    .map(({ label, values }) => `${label}: ${moneyText(money(currency, values[last] ?? 0n))}`)
    .join("; ");
  const points = (values: bigint[]): [number, number][] =>
    values.map((value, index) => [x(index), axis.y(drawable(value)) + TOP]);
  const todayAt = today ? dates.findLastIndex((date) => date <= today) : -1;
  return (
    <ChartFigure
      title={title}
      summary={summary}
      table={{
        heads: ["Date", ...series.map(({ label }) => label)],
        rows: dates.map((date, index) => ({
          key: date,
          cells: [
            dateText(date),
            ...series.map(({ key, values }) => (
              <Money key={key} value={money(currency, values[index] ?? 0n)} />
            )),
          ],
        })),
      }}
    >
      <svg
        aria-hidden="true"
        viewBox={`0 0 ${WIDTH} ${HEIGHT + TOP + BOTTOM}`}
        className="figures block w-full text-xs"
      >
        <Grid ticks={axis.ticks} />
        {series[0] && (
          <path
            d={
              area<[number, number]>()
                .curve(curveStepAfter)
                .y0(axis.y(0) + TOP)(points(series[0].values)) ?? undefined
            }
            className="fill-accent-soft"
          />
        )}
        {series.map(({ key, values }, index) => (
          <path
            key={key}
            d={line<[number, number]>().curve(curveStepAfter)(points(values)) ?? undefined}
            fill="none"
            strokeWidth={2}
            strokeDasharray={looks[index]?.dash}
            className={looks[index]?.stroke}
          />
        ))}
        {todayAt >= 0 && (
          <line
            x1={x(todayAt)}
            x2={x(todayAt)}
            y1={TOP}
            y2={HEIGHT + TOP}
            strokeDasharray="2 3"
            className="stroke-line-strong"
          />
        )}
        <DateLabels dates={dates} x={x} />
      </svg>
      <Key series={series} />
    </ChartFigure>
  );
}

function Grid({ ticks }: { ticks: { at: number; word: string }[] }) {
  return ticks.map(({ at, word }) => (
    <g key={word}>
      <line x1={LEFT} x2={WIDTH} y1={at + TOP} y2={at + TOP} className="stroke-line" />
      <text x={LEFT - 8} y={at + TOP + 4} textAnchor="end" className="fill-muted">
        {word}
      </text>
    </g>
  ));
}

function DateLabels({ dates, x }: { dates: CalendarDate[]; x: (index: number) => number }) {
  const step = labelStep(dates.length, 6);
  return dates.map((date, index) =>
    index % step === 0 ? (
      <text
        key={date}
        x={x(index)}
        y={HEIGHT + TOP + 18}
        textAnchor={index === 0 ? "start" : index === dates.length - 1 ? "end" : "middle"}
        className="fill-muted"
      >
        {dateText(date).replace(/ \d{4}$/, "")}
      </text>
    ) : null,
  );
}

function Key({ series }: { series: TimeSeriesChartProps["series"] }) {
  return (
    <p className="mt-1 flex flex-wrap gap-x-5 text-sm text-muted">
      {series.map(({ key, label }, index) => (
        <span key={key} className="inline-flex items-center gap-2">
          <svg aria-hidden="true" width={22} height={8}>
            <line
              x1={0}
              x2={22}
              y1={4}
              y2={4}
              strokeWidth={2}
              strokeDasharray={looks[index]?.dash}
              className={looks[index]?.stroke}
            />
          </svg>
          {label}
        </span>
      ))}
    </p>
  );
}
