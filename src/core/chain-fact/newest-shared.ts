type Known = { readonly number: number; readonly hash: string };

/** The highest block both sides know by the same hash, or null. */
export const newestShared = (ours: readonly Known[], theirs: readonly Known[]): number | null => {
  const hashes = new Map(theirs.map(({ number, hash }) => [number, hash]));
  const shared = ours.filter(({ number, hash }) => hashes.get(number) === hash);
  return shared.reduce<number | null>(
    (newest, { number }) => (newest === null || number > newest ? number : newest),
    null,
  );
};
