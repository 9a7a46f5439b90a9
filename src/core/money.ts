import { printDecimal, readDecimal, trimDecimal, unitsAtScale } from "@/core/decimal";

/** The currencies that have a settlement coin. CNH exists and stays disabled until its approval is recorded. */
export const CURRENCIES = ["HKD", "USD", "EUR", "CNH"] as const;

/** A currency with a settlement coin. */
export type Currency = (typeof CURRENCIES)[number];

/** Decimals of every settlement coin: one minor unit is 10^-6 of the currency. */
export const COIN_DECIMALS = 6;

/** Minor units in one whole unit of a currency. */
export const MINOR_PER_UNIT = 1_000_000n;

/** Money in the smallest unit of its settlement coin, 10^-6 of the currency. May be negative. */
export type Money = { readonly currency: Currency; readonly minor: bigint };

/** A rate or share in hundredths of a percent; 10,000 is the whole. Always an integer. */
export type Bps = number;

/** True for a currency code that has a settlement coin, enabled or not. */
export const isCurrency = (text: string): text is Currency =>
  (CURRENCIES as readonly string[]).includes(text);

/** Money from minor units. */
export const money = (currency: Currency, minor: bigint): Money => ({ currency, minor });

/**
 * Turns a plain decimal string such as `1234.50` into minor units, exactly.
 * Answers undefined for exponents, grouping marks, words, or digits finer than 10^-6: nothing is rounded.
 */
export const parseDecimal = (text: string): bigint | undefined => {
  const value = readDecimal(text);
  return value === undefined ? undefined : unitsAtScale(value, COIN_DECIMALS);
};

/** Money from a plain decimal string; undefined where `parseDecimal` refuses. */
export const parseMoney = (currency: Currency, text: string): Money | undefined => {
  const minor = parseDecimal(text);
  return minor === undefined ? undefined : { currency, minor };
};

/** Minor units as a plain decimal string with 2 to 6 decimals and no grouping, as `parseDecimal` reads it. */
export const decimalOfMinor = (minor: bigint): string =>
  printDecimal(trimDecimal({ units: minor, scale: COIN_DECIMALS }), 2);

/** Minor units for people: grouped by thousands, 2 decimals, up to 6 only where the part below a cent is not zero. */
export const formatMinor = (minor: bigint): string => {
  const [whole = "0", fraction = "00"] = decimalOfMinor(minor).split(".");
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ",")}.${fraction}`;
};

/** Money for people, such as `HKD 1,234,567.89`. */
export const formatMoney = ({ currency, minor }: Money): string =>
  `${currency} ${formatMinor(minor)}`;

/** Division rounded towards minus infinity. BigInt division alone truncates, which is no floor below zero. */
export const floorDiv = (numerator: bigint, denominator: bigint): bigint => {
  const quotient = numerator / denominator;
  const inexact = numerator % denominator !== 0n;
  return inexact && numerator < 0n !== denominator < 0n ? quotient - 1n : quotient;
};

/** Division rounded towards plus infinity. */
export const ceilDiv = (numerator: bigint, denominator: bigint): bigint =>
  -floorDiv(-numerator, denominator);

const addMoney = (left: Money, right: Money): Money => {
  if (left.currency !== right.currency) {
    throw new TypeError(`${left.currency} and ${right.currency} do not add up`);
  }
  return { currency: left.currency, minor: left.minor + right.minor };
};

/**
 * Sum of many amounts of one currency; nought for none.
 * Throws when a currency differs: that is a bug, never an input error.
 */
export const sumMoney = (currency: Currency, amounts: readonly Money[]): Money =>
  amounts.reduce(addMoney, { currency, minor: 0n });

/** Rows by their currency, currencies in the order of their codes. */
export const byCurrency = <Row extends { readonly currency: Currency }>(
  rows: readonly Row[],
): [Currency, Row[]][] =>
  [...Map.groupBy(rows, ({ currency }) => currency)].sort(([one], [other]) =>
    one < other ? -1 : 1,
  );
