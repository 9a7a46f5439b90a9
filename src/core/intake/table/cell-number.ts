import { type Decimal, negateDecimal, readDecimal } from "@/core/decimal";

/** A number read from a cell, or why it could not be. */
export type NumberReading =
  | { readonly kind: "number"; readonly value: Decimal; readonly sign: string }
  | { readonly kind: "ambiguous" }
  | { readonly kind: "unreadable" };

/** How numbers of the file are written: as chosen by a person, or proven by the file's own cells. */
export type NumberStyle = {
  readonly decimalMark: "." | "," | undefined;
  /** True when some cell of the file can only be read with a decimal point. */
  readonly pointProven: boolean;
};

const SIGN = "HK\\$|US\\$|CN¥|[$€£¥]|[A-Z]{3}";
const SHAPE = new RegExp(
  `^(${SIGN})?\\s*([-+]?)\\s*(${SIGN})?\\s*([\\d.,'’ ]+?)\\s*(-?)\\s*(${SIGN})?$`,
);

/** No number in a table is longer. */
const CELL_CHARACTERS_MAX = 60;

const PLAIN = /^\d+(\.\d+)?$/;
/** One point and three digits after it: 1.234 is either one and a bit or a thousand and more. */
const EITHER_WAY = /^[1-9]\d{0,2}\.\d{3}$/;
const POINT_ONLY = /^(\d+\.\d{1,2}|\d+\.\d{4,}|0\.\d+|\d{4,}\.\d+)$/;
const GROUPED_BY_COMMA = /^\d{1,3}(,\d{3})*(\.\d+)?$/;
const GROUPED_BY_POINT = /^\d{1,3}(\.\d{3})*(,\d+)?$/;
const PLAIN_COMMA = /^\d+(,\d+)?$/;

/** True when a cell can only be a number with a decimal point. */
export const provesPoint = (text: string): boolean => POINT_ONLY.test(text.trim());

/**
 * Reads a number as people write it in tables: currency signs, `(12.00)` and `12.00-` for negatives, and
 * grouping where a person chose the decimal mark. Exponents and percentages are refused.
 */
export const readCellNumber = (text: string, style: NumberStyle): NumberReading => {
  if (text.length > CELL_CHARACTERS_MAX) return { kind: "unreadable" };
  const bracketed = /^\((.*)\)$/.exec(text.trim());
  const shape = SHAPE.exec((bracketed?.[1] ?? text).trim());
  if (shape === null) return { kind: "unreadable" };
  const [, before = "", minus = "", between = "", figure = "", after = "", behind = ""] = shape;
  const digits = figure.replace(/(?<=\d)['’ ](?=\d{3}(?!\d))/g, "");
  const plain = plainFigure(digits, style);
  if (plain === "ambiguous") return { kind: "ambiguous" };
  const value = plain === null ? undefined : readDecimal(plain);
  if (value === undefined) return { kind: "unreadable" };
  const negative = bracketed !== null || minus === "-" || after === "-";
  return {
    kind: "number",
    value: negative ? negateDecimal(value) : value,
    sign: before || between || behind,
  };
};

/** The figure with a decimal point and no grouping; null when it is no number. */
const plainFigure = (digits: string, style: NumberStyle): string | "ambiguous" | null => {
  if (style.decimalMark === ".") {
    return PLAIN.test(digits) || GROUPED_BY_COMMA.test(digits) ? digits.replaceAll(",", "") : null;
  }
  if (style.decimalMark === ",") {
    const fits = PLAIN_COMMA.test(digits) || GROUPED_BY_POINT.test(digits);
    return fits ? digits.replaceAll(".", "").replace(",", ".") : null;
  }
  if (digits.includes(",")) return /\d/.test(digits) ? "ambiguous" : null;
  if (!PLAIN.test(digits)) return /^\d{1,3}(\.\d{3}){2,}$/.test(digits) ? "ambiguous" : null;
  return EITHER_WAY.test(digits) && !style.pointProven ? "ambiguous" : digits;
};

const SIGN_OF: Readonly<Record<string, readonly string[]>> = {
  $: ["USD", "HKD", "AUD", "CAD", "SGD", "NZD", "TWD", "MXN"],
  US$: ["USD"],
  HK$: ["HKD"],
  "€": ["EUR"],
  "£": ["GBP"],
  "¥": ["CNY", "CNH", "JPY"],
  "CN¥": ["CNY", "CNH"],
};

/** True when a sign or code written beside a number can stand for the currency. */
export const signFits = (sign: string, currency: string): boolean =>
  sign === "" || sign === currency || (SIGN_OF[sign] ?? []).includes(currency);
