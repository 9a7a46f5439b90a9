/**
 * An exact decimal number: `units` divided by ten to the power of `scale`.
 * Documents state money, prices and quantities this way; nothing here rounds.
 */
export type Decimal = { readonly units: bigint; readonly scale: number };

/** Longer numbers are refused: no trade document needs them, and a hostile one could use them to burn time. */
const DIGITS_MAX = 36;

const PLAIN = /^([+-]?)(\d*)(?:\.(\d*))?$/;

/** The number nought, without decimals. */
export const ZERO: Decimal = { units: 0n, scale: 0 };

/**
 * Reads a plain decimal such as `-1234.50`. Surrounding white space is ignored.
 * Answers undefined for anything else: exponents, NaN, grouping marks, decimal commas, more than 36 digits.
 */
export const readDecimal = (text: string): Decimal | undefined => {
  const parts = PLAIN.exec(text.trim());
  if (parts === null) return undefined;
  const whole = parts[2] ?? "";
  const fraction = parts[3] ?? "";
  const digits = whole + fraction;
  if (digits.length === 0 || digits.length > DIGITS_MAX) return undefined;
  const units = BigInt(digits);
  return { units: parts[1] === "-" ? -units : units, scale: fraction.length };
};

/** Prints with the number's own decimals, padded to at least `decimalsMin`; never drops a digit. */
export const printDecimal = (value: Decimal, decimalsMin = 0): string => {
  const scale = Math.max(value.scale, decimalsMin);
  const units = rescale(value, scale);
  const sign = units < 0n ? "-" : "";
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  return scale === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(-scale)}`;
};

/** The units of `value` at a scale that is at least its own. Throws when the scale is smaller: that would round. */
const rescale = (value: Decimal, scale: number): bigint => {
  if (scale < value.scale) throw new RangeError("a decimal is never rounded");
  return value.units * 10n ** BigInt(scale - value.scale);
};

/** The same number without trailing zeros after the point. */
export const trimDecimal = (value: Decimal): Decimal => {
  let { units, scale } = value;
  while (scale > 0 && units % 10n === 0n) {
    units /= 10n;
    scale -= 1;
  }
  return { units, scale };
};

/** Exact sum; the scale is the larger of the two. */
export const addDecimal = (left: Decimal, right: Decimal): Decimal => {
  const scale = Math.max(left.scale, right.scale);
  return { units: rescale(left, scale) + rescale(right, scale), scale };
};

/** The number with its sign turned. */
export const negateDecimal = (value: Decimal): Decimal => ({
  units: -value.units,
  scale: value.scale,
});

/** Exact difference. */
export const subtractDecimal = (left: Decimal, right: Decimal): Decimal =>
  addDecimal(left, negateDecimal(right));

/** Exact product; the scales add up. */
export const multiplyDecimal = (left: Decimal, right: Decimal): Decimal => ({
  units: left.units * right.units,
  scale: left.scale + right.scale,
});

/** Exact sum of many; nought for none. */
export const sumDecimals = (values: readonly Decimal[]): Decimal => values.reduce(addDecimal, ZERO);

/** Negative, nought or positive as `left` is smaller than, equal to or larger than `right`. */
export const compareDecimal = (left: Decimal, right: Decimal): number => {
  const { units } = subtractDecimal(left, right);
  return units < 0n ? -1 : units > 0n ? 1 : 0;
};

/**
 * The number in units of ten to the power of minus `scale`, or undefined when it has finer digits that are not zero.
 * Used to turn a document's amount into a coin's smallest units.
 */
export const unitsAtScale = (value: Decimal, scale: number): bigint | undefined => {
  const trimmed = trimDecimal(value);
  return trimmed.scale > scale ? undefined : rescale(trimmed, scale);
};
