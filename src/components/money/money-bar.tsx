import clsx from "clsx";
import type { ReactNode } from "react";
import { type Currency, money } from "@/core/money";
import { decimalsOf } from "./decimals";
import { figureText, Money, moneyText } from "./money";
import { type MoneyPart, type PartKind, segmentsOf } from "./money-parts";

const fills: Record<PartKind, string> = {
  collected: "fill-part-collected",
  advance: "fill-part-advance",
  charge: "fill-part-charge",
  "hold-back": "fill-part-hold-back",
  dilution: "fill-part-dilution",
  expected: "fill-part-expected",
};

export type MoneyBarProps = {
  currency: Currency;
  /** What the whole bar is, for example "Amount due". */
  wholeLabel: ReactNode;
  /** Defaults to the sum of the parts. */
  whole?: bigint;
  /** In the order they stand; parts of zero stay in the words and are not drawn. */
  parts: (MoneyPart & { label: string; hint?: ReactNode })[];
};

/** One bar split into its parts, with the figures in words under it. */
export function MoneyBar({ currency, wholeLabel, whole, parts }: MoneyBarProps) {
  const total = whole ?? parts.reduce((sum, { minor }) => sum + minor, 0n);
  const decimals = decimalsOf([total, ...parts.map(({ minor }) => minor)]);
  const said = parts.map(({ label, minor }) => `${label} ${figureText(minor)}`).join(", ");
  return (
    <figure className="@container min-w-0">
      <svg
        role="img"
        aria-label={`${moneyText(money(currency, total))}: ${said}`}
        viewBox="0 0 100 6"
        preserveAspectRatio="none"
        className="block h-5 w-full rounded-sm bg-sunken"
      >
        {segmentsOf(parts).map(({ part, start, width }) => (
          <rect
            key={part.key}
            x={start}
            y={0}
            width={width}
            height={6}
            className={fills[part.kind]}
          >
            <title>{`${part.label} ${moneyText(money(currency, part.minor))}`}</title>
          </rect>
        ))}
        {segmentsOf(parts)
          .slice(1)
          .map(({ part, start }) => (
            <line
              key={part.key}
              x1={start}
              x2={start}
              y1={0}
              y2={6}
              vectorEffect="non-scaling-stroke"
              strokeWidth={2}
              className="stroke-surface"
            />
          ))}
      </svg>
      <figcaption>
        <dl className="mt-3 grid gap-x-8 @xl:grid-cols-2">
          {parts.map(({ key, kind, label, minor, hint }) => (
            <div key={key} className="flex items-baseline gap-2.5 border-b py-1.5">
              <PartMark kind={kind} />
              <dt className={clsx("grow", minor === 0n && "text-muted")}>
                {label}
                {hint && <span className="block text-sm text-muted">{hint}</span>}
              </dt>
              <dd>
                <Money
                  decimals={decimals}
                  value={money(currency, minor)}
                  className={clsx(minor === 0n && "text-muted")}
                />
              </dd>
            </div>
          ))}
          <div className="flex items-baseline gap-2.5 py-1.5 font-semibold @xl:col-span-2">
            <dt className="grow">{wholeLabel}</dt>
            <dd>
              <Money value={money(currency, total)} decimals={decimals} />
            </dd>
          </div>
        </dl>
      </figcaption>
    </figure>
  );
}

/** The small square that ties a word to its part of the bar. */
export function PartMark({ kind }: { kind: PartKind }) {
  return (
    <svg aria-hidden="true" width={10} height={10} className="shrink-0">
      <rect width={10} height={10} rx={2} className={fills[kind]} />
    </svg>
  );
}
