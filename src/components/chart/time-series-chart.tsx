import clsx from "clsx";
import { area, curveStepAfter, line } from "d3-shape";
import { dateText } from "@/components/date/date-words";
import { Money, moneyText } from "@/components/money/money";
import type { CalendarDate } from "@/core/dates/calendar-date";
import { type Currency, money } from "@/core/money";
import { ChartFigure } from "./figure";
import { drawable, labelStep, moneyAxis } from "./scale";

/** The drawing's own grid: paths stretch with the page, text and line widths do not. */
const WIDTH = 1000;
const HEIGHT = 200;
const TOP = 18;
const BOTTOM = 24;

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
  const { title, currency, dates, series } = props;
  const last = dates.length - 1;
  const summary = series
    .map(({ label, values }) => `${label}: ${moneyText(money(currency, values[last] ?? 0n))}`)
    .join("; ");
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
      <Key {...props} />
      <Plot {...props} />
    </ChartFigure>
  );
}

function Plot({ dates, series, today }: TimeSeriesChartProps) {
  const axis = moneyAxis(
    series.flatMap(({ values }) => values.map(drawable)),
    HEIGHT,
  );
  const share = (index: number): number => index / Math.max(1, dates.length - 1);
  const points = (values: bigint[]): [number, number][] =>
    values.map((value, index) => [share(index) * WIDTH, axis.y(drawable(value))]);
  const todayAt = today ? dates.findLastIndex((date) => date <= today) : -1;
  return (
    <svg aria-hidden="true" height={HEIGHT + TOP + BOTTOM} className="figures block w-full text-xs">
      {axis.ticks.map(({ at, word }) => (
        <line key={word} x1="0" x2="100%" y1={at + TOP} y2={at + TOP} className="stroke-line" />
      ))}
      <svg
        aria-hidden="true"
        x={0}
        y={TOP}
        width="100%"
        height={HEIGHT}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        overflow="visible"
      >
        {series[0] && (
          <path d={areaPath(points(series[0].values), axis.y(0))} className="fill-accent-soft" />
        )}
        {series.map(({ key, values }, index) => (
          <path
            key={key}
            d={stepPath(points(values))}
            fill="none"
            strokeWidth={2}
            vectorEffect="non-scaling-stroke"
            strokeDasharray={looks[index]?.dash}
            className={looks[index]?.stroke}
          />
        ))}
      </svg>
      {todayAt >= 0 && <TodayLine at={`${share(todayAt) * 100}%`} />}
      {axis.ticks.map(({ at, word }) => (
        <text
          key={word}
          x={0}
          y={at + TOP - 4}
          paintOrder="stroke"
          strokeWidth={3}
          className="fill-muted stroke-surface"
        >
          {word}
        </text>
      ))}
      <DateLabels dates={dates} share={share} />
    </svg>
  );
}

const stepPath = (points: [number, number][]): string | undefined =>
  line<[number, number]>().curve(curveStepAfter)(points) ?? undefined;

const areaPath = (points: [number, number][], base: number): string | undefined =>
  area<[number, number]>().curve(curveStepAfter).y0(base)(points) ?? undefined;

function TodayLine({ at }: { at: string }) {
  return (
    <>
      <line
        x1={at}
        x2={at}
        y1={TOP - 4}
        y2={HEIGHT + TOP}
        strokeDasharray="2 3"
        className="stroke-line-strong"
      />
      <text x={at} y={TOP - 8} textAnchor="middle" className="fill-muted">
        today
      </text>
    </>
  );
}

/** Every label on a wide screen, every other one on a phone. */
function DateLabels({ dates, share }: { dates: CalendarDate[]; share: (index: number) => number }) {
  const step = labelStep(dates.length, 6);
  return dates.map((date, index) =>
    index % step === 0 ? (
      <text
        key={date}
        x={`${share(index) * 100}%`}
        y={HEIGHT + TOP + 18}
        textAnchor={index === 0 ? "start" : share(index) > 0.95 ? "end" : "middle"}
        className={clsx("fill-muted", (index / step) % 2 === 1 && "max-sm:hidden")}
      >
        {dateText(date).replace(/ \d{4}$/, "")}
      </text>
    ) : null,
  );
}

function Key({ series }: TimeSeriesChartProps) {
  return (
    <p className="mb-2 flex flex-wrap gap-x-5 text-sm text-muted">
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
