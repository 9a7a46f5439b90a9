/** What is owed by or to one party, minor units of one currency. */
export type Exposure = { readonly id: string; readonly name: string; readonly minor: bigint };

/** The largest parties by name and the rest as one figure; together exactly the whole. */
export type Exposures = {
  readonly top: readonly Exposure[];
  readonly others: { readonly count: number; readonly minor: bigint };
  readonly total: bigint;
};

const larger = (left: Exposure, right: Exposure): number => {
  if (left.minor === right.minor) return left.name < right.name ? -1 : 1;
  return left.minor > right.minor ? -1 : 1;
};

/** Sorts exposures, largest first, and sums what stands beyond `limit`; nothing is left out. */
export const largestExposures = (all: readonly Exposure[], limit: number): Exposures => {
  const sorted = all.filter(({ minor }) => minor !== 0n).sort(larger);
  const sum = (rows: readonly Exposure[]) => rows.reduce((total, { minor }) => total + minor, 0n);
  const rest = sorted.slice(limit);
  return {
    top: sorted.slice(0, limit),
    others: { count: rest.length, minor: sum(rest) },
    total: sum(sorted),
  };
};
