import clsx from "clsx";
import { formatMinor, type Money as MoneyValue } from "@/core/money";
import { figureDecimals } from "./decimals";

/** `HKD 1,234,567.89` with a real minus sign; for text, titles and buttons. */
export const moneyText = ({ currency, minor }: MoneyValue): string =>
  `${currency} ${figureText(minor)}`;

/** The figure without its currency, with a real minus sign. */
export const figureText = (minor: bigint): string => formatMinor(minor).replace(/^-/, "−");

export type MoneyProps = {
  value: MoneyValue;
  /** `row` 13 in tables, `body` follows its surroundings, `figure` 24, `large` 32. */
  size?: "row" | "body" | "figure" | "large";
  /** Leaves the code out where a column head or the page names it already. */
  bare?: boolean;
  /** Writes + or − in front, for movements. */
  signed?: boolean;
  strong?: boolean;
  /** Keeps room for this many decimals, so that points stand under points in a column. */
  decimals?: number;
  className?: string;
};

const sizes = {
  row: "text-sm",
  body: "",
  figure: "text-2xl font-semibold max-sm:text-xl",
  large: "text-3xl font-semibold max-sm:text-2xl",
} as const;

/** Money, never broken over two lines, digits under digits. */
export function Money(props: MoneyProps) {
  const { value, size = "body", bare, signed, strong, decimals = 0, className } = props;
  const figure =
    signed && value.minor > 0n ? `+${figureText(value.minor)}` : figureText(value.minor);
  const room = Math.max(0, decimals - figureDecimals(value.minor));
  const prominent = size === "figure" || size === "large";
  return (
    <span
      className={clsx(
        "figures whitespace-nowrap",
        sizes[size],
        strong && "font-semibold",
        className,
      )}
    >
      {!bare && (
        <span className={clsx(prominent && "text-lg font-medium text-muted max-sm:text-base")}>
          {value.currency}{" "}
        </span>
      )}
      {figure}
      {room > 0 && (
        <span aria-hidden="true" className="invisible select-none">
          {"0".repeat(room)}
        </span>
      )}
    </span>
  );
}
