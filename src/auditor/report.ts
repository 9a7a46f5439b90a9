/** What the auditor judges, in plain words. */
const INVARIANTS = {
  I1: "Per coin debits equal credits, and the books' cash is what the coin says the contracts hold.",
  I2: "One intent has at most one successful effect on the chain.",
  I3: "Every event of the chain stands in the books and the read model once, with its amounts, and nothing else does.",
  I4: "Every payee got what the terms say; parts sum to the whole; dust is less than one unit a payee and has an owner.",
  I5: "Nonces of a key are contiguous, and each belongs to one intent.",
  I6: "Nothing counts as final that the chain could still take back.",
  I7: "No intent is under way for longer than the limit.",
  I8: "What was refused has left nothing behind.",
  I9: "Every state change has one audit row, the hash chain verifies, and closed days agree with the chain.",
  I10: "No row belongs to another organisation than what it hangs on.",
  I11: "Participants holds of every account what organisations and licences say, to the second, and lets nobody else take part.",
} as const;

/** An invariant's short name. */
export type Invariant = keyof typeof INVARIANTS;

/** One row that is not what it must be. */
export type Difference = {
  readonly table: string;
  /** The row's key as the table has it. */
  readonly row: string;
  readonly says: string;
  readonly expected: string;
  readonly found: string;
  /** The receivable to stop, where the row is about one. */
  readonly receivableId: string | null;
};

/** A difference as a line for people. */
export const inWords = (different: Omit<Difference, "receivableId">): string => {
  const { table, row, says, expected, found } = different;
  return `${table} ${row}: ${says}; expected ${expected}, found ${found}`;
};

/** How one invariant came out, and how many rows were looked at for it. */
export type Verdict = {
  readonly invariant: Invariant;
  readonly says: string;
  readonly status: "held" | "broken";
  readonly checked: number;
  readonly differences: readonly Difference[];
};

/** Collects what the checks of one invariant find. */
export type Findings = {
  /** Counts rows that were looked at. */
  readonly looked: (count?: number) => void;
  readonly differs: (difference: Difference) => void;
  /** Reports a difference when two texts or figures are not the same; counts either way. */
  readonly same: (
    about: Omit<Difference, "expected" | "found">,
    expected: string | number | bigint | boolean | null,
    found: string | number | bigint | boolean | null,
  ) => void;
};

/** Runs the checks of one invariant. */
export const judge = async (
  invariant: Invariant,
  check: (findings: Findings) => void | Promise<void>,
): Promise<Verdict> => {
  let checked = 0;
  const differences: Difference[] = [];
  const looked = (count = 1): void => {
    checked += count;
  };
  await check({
    looked,
    differs: (difference) => differences.push(difference),
    same: (about, expected, found) => {
      looked();
      const texts = { expected: String(expected), found: String(found) };
      if (texts.expected !== texts.found) differences.push({ ...about, ...texts });
    },
  });
  const status = differences.length === 0 ? "held" : "broken";
  return { invariant, says: INVARIANTS[invariant], status, checked, differences };
};
