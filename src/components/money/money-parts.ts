/** One part of an amount, as drawn in a bar. */
export type PartKind = "collected" | "advance" | "charge" | "hold-back" | "dilution" | "expected";

export type MoneyPart = { key: string; kind: PartKind; minor: bigint };

export type Segment<P extends MoneyPart = MoneyPart> = { part: P; start: number; width: number };

const WHOLE = 100_000n;

/**
 * Lays parts side by side on a bar of 100 units. Cuts fall on rounded-down running totals, so the
 * segments meet exactly and fill the bar; nothing is drawn for parts of zero or less.
 */
export const segmentsOf = <P extends MoneyPart>(parts: readonly P[]): Segment<P>[] => {
  const drawn = parts.filter(({ minor }) => minor > 0n);
  const total = drawn.reduce((sum, { minor }) => sum + minor, 0n);
  let before = 0n;
  return drawn.map((part) => {
    const start = (before * WHOLE) / total;
    before += part.minor;
    const end = (before * WHOLE) / total;
    return { part, start: Number(start) / 1000, width: Number(end - start) / 1000 };
  });
};
