/** Length of a bar in percent of the largest, cut down to a thousandth. */
export const barLength = (minor: bigint, largest: bigint): number =>
  largest > 0n && minor > 0n ? Number((minor * 100_000n) / largest) / 1000 : 0;

/** The largest of the figures; zero for none. */
export const largestOf = (minors: readonly bigint[]): bigint => {
  let most = 0n;
  for (const minor of minors) if (minor > most) most = minor;
  return most;
};

/**
 * Shares in basis points that sum to 10,000: each is cut down, and what is left goes to those cut
 * the most, the earlier first. All zero when nothing is shared out. Figures are zero or more.
 */
export const sharesOf = (minors: readonly bigint[]): number[] => {
  const total = minors.reduce((sum, minor) => sum + minor, 0n);
  if (total === 0n) return minors.map(() => 0);
  const shares = minors.map((minor) => Number((minor * 10_000n) / total));
  const left = 10_000 - shares.reduce((sum, share) => sum + share, 0);
  const cuts = minors
    .map((minor, index) => ({ index, cut: (minor * 10_000n) % total }))
    .sort((one, other) =>
      one.cut === other.cut ? one.index - other.index : one.cut < other.cut ? 1 : -1,
    );
  for (const { index } of cuts.slice(0, left)) shares[index] = (shares[index] ?? 0) + 1;
  return shares;
};
