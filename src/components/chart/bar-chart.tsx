import Link from "next/link";
import type { ReactNode } from "react";
import { Money, moneyText } from "@/components/money/money";
import { rateText } from "@/components/rate/rate";
import { type Currency, money } from "@/core/money";

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

const fills = { plain: "bg-part-advance", attention: "bg-attention", wrong: "bg-wrong" } as const;

const largestOf = (bars: readonly Bar[]): bigint => {
  let most = 0n;
  for (const { minor } of bars) if (minor > most) most = minor;
  return most;
};

/** Share of the largest bar in percent, for its length; exact to a thousandth. */
export const barLength = (minor: bigint, largest: bigint): number =>
  largest > 0n && minor > 0n ? Number((minor * 100_000n) / largest) / 1000 : 0;

/** Horizontal bars that are a table: the words and figures are the chart, the bar is beside them. */
export function BarChart({
  title,
  currency,
  bars,
  shares = false,
  totalLabel,
  head,
}: BarChartProps) {
  const total = bars.reduce((sum, { minor }) => sum + minor, 0n);
  const largest = largestOf(bars);
  const share = (minor: bigint) => rateText(total > 0n ? Number((minor * 10_000n) / total) : 0);
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
        {bars.map(({ key, label, minor, href, tone = "plain" }) => (
          <tr key={key} className="relative hover:bg-sunken">
            <th scope="row" className="relative w-full min-w-0 py-1.5 pe-3 text-start font-normal">
              {href ? (
                <Link href={href} className="after:absolute after:inset-0">
                  {label}
                </Link>
              ) : (
                label
              )}
              <span aria-hidden="true" className="mt-1 block h-1.5 rounded-sm bg-sunken">
                <span
                  className={`block h-full min-w-px rounded-sm ${fills[tone]}`}
                  style={{ width: `${barLength(minor, largest)}%` }}
                />
              </span>
            </th>
            <td className="py-1.5 text-end align-top">
              <Money value={money(currency, minor)} />
            </td>
            {shares && (
              <td className="py-1.5 ps-4 text-end align-top text-muted">{share(minor)}</td>
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
              <Money value={money(currency, total)} />
            </td>
            {shares && (
              <td className="border-t pt-2 ps-4 text-end text-muted">{rateText(10_000)}</td>
            )}
          </tr>
        </tfoot>
      )}
    </table>
  );
}
