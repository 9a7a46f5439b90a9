const CENT = 10_000n;

/** How many decimals the longest of these figures is written with: 2, or 3 to 6 below a cent. */
export const decimalsOf = (minors: readonly (bigint | undefined)[]): number =>
  Math.max(2, ...minors.map((minor) => (minor === undefined ? 2 : figureDecimals(minor))));

/** Decimals of one figure as it is written. */
export const figureDecimals = (minor: bigint): number => {
  const below = (minor < 0n ? -minor : minor) % CENT;
  return below === 0n ? 2 : 2 + String(below).padStart(4, "0").replace(/0+$/, "").length;
};
