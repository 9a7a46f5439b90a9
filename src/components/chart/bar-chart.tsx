import clsx from "clsx";
import type { ReactNode } from "react";
import { decimalsOf } from "@/components/money/decimals";
import { Money, moneyText } from "@/components/money/money";
import { rateText } from "@/components/rate/rate";
import { SoftLink } from "@/components/ui/soft-link";
import { type Currency, money } from "@/core/money";
import { barLength, largestOf, sharesOf } from "./shares";

export type Bar = {
  key: string;
  label: ReactNode;
  /** Minor units, zero or more. */
  minor: bigint;
  /** The list behind the bar. */
  href?: string;
  tone?: "plain" | "attention" | "wrong";
};

export type BarChartProps = {
  title: string;
  currency: Currency;
  bars: Bar[];
  /** Writes each bar's share of the whole. */
  shares?: boolean;
  /** A row that sums them. */
  totalLabel?: string;
  /** Head of the first column: "Buyer", "Days past due". */
  head: string;
};

const fills = {
  plain: "fill-part-advance",
  attention: "fill-attention",
  wrong: "fill-wrong",
} as const;

/** Horizontal bars that are a table: the words and figures are the chart, the bar is beside them. */
export function BarChart(props: BarChartProps) {
  const { title, currency, bars, shares = false, totalLabel, head } = props;
  const minors = bars.map(({ minor }) => minor);
  const total = minors.reduce((sum, minor) => sum + minor, 0n);
  const largest = largestOf(minors);
  const share = sharesOf(minors);
  const decimals = decimalsOf([total, ...minors]);
  return (
    <table className="figures w-full text-sm" data-total={moneyText(money(currency, total))}>
      <caption className="sr-only">{title}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">{head}</th>
          <th scope="col">{currency}</th>
          {shares && <th scope="col">Share</th>}
        </tr>
      </thead>
      <tbody>
        {bars.map((bar, index) => (
          <tr key={bar.key} className={clsx("relative", bar.href && "hover:bg-sunken")}>
            <BarName bar={bar} length={barLength(bar.minor, largest)} />
            <td className="py-1.5 text-end align-top">
              <Money value={money(currency, bar.minor)} decimals={decimals} />
            </td>
            {shares && (
              <td className="py-1.5 ps-4 text-end align-top text-muted">
                {rateText(share[index] ?? 0)}
              </td>
            )}
          </tr>
        ))}
      </tbody>
      {totalLabel && (
        <tfoot className="font-semibold">
          <tr>
            <th scope="row" className="border-t pt-2 text-start">
              {totalLabel}
            </th>
            <td className="border-t pt-2 text-end">
              <Money value={money(currency, total)} decimals={decimals} />
            </td>
            {shares && (
              <td className="border-t ps-4 pt-2 text-end text-muted">
                {rateText(share.reduce((sum, part) => sum + part, 0))}
              </td>
            )}
          </tr>
        </tfoot>
      )}
    </table>
  );
}

function BarName({ bar, length }: { bar: Bar; length: number }) {
  const { label, href, tone = "plain" } = bar;
  return (
    <th scope="row" className="w-full min-w-0 py-1.5 pe-3 text-start font-normal">
      {href ? (
        <SoftLink href={href} className="after:absolute after:inset-0">
          {label}
        </SoftLink>
      ) : (
        label
      )}
      <svg aria-hidden="true" className="mt-1 block h-1.5 w-full rounded-sm bg-sunken">
        {length > 0 && (
          <rect width={`${Math.max(length, 0.6)}%`} height="100%" className={fills[tone]} />
        )}
      </svg>
    </th>
  );
}
