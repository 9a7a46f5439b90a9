import clsx from "clsx";
import { Money } from "@/components/money/money";
import type { Bps, Money as MoneyValue } from "@/core/money";

/** Basis points as a percentage with two decimals: 1250 is `12.50%`. */
export const rateText = (bps: Bps): string => {
  const sign = bps < 0 ? "−" : "";
  const whole = Math.abs(bps);
  return `${sign}${Math.floor(whole / 100)}.${String(whole % 100).padStart(2, "0")}%`;
};

export type RateProps = {
  bps: Bps;
  /** Says "a year" after the figure. A share such as the advance rate has none. */
  annual?: boolean;
  /** The other face of a rate: what it costs or earns in money. */
  money?: MoneyValue;
  /** What the money covers, for example "for 30 days". */
  span?: string;
  className?: string;
};

export function Rate({ bps, annual = false, money, span, className }: RateProps) {
  return (
    <span className={clsx("figures", className)}>
      <span className="whitespace-nowrap">
        {rateText(bps)}
        {annual && " a year"}
      </span>
      {money && (
        <span className="text-muted">
          {" · "}
          <Money value={money} />
          {span && ` ${span}`}
        </span>
      )}
    </span>
  );
}
