/** The figures that decide whether an installation is well. */
export type Vitals = {
  readonly head: number | null;
  readonly seen: number | null;
  /** Workers heard of lately, and those of them that stopped moving money. */
  readonly workersAlive: number;
  readonly workersHalted: number;
  /** Whether money stands still until a person resumes. */
  readonly isHalted: boolean;
  /** Nodes that are silent or behind, as the workers see them. */
  readonly nodeConcerns: number;
  readonly haltedLanes: number;
  /** Ledger less chain by currency, in minor units. */
  readonly differences: readonly bigint[];
  /** Receivables whose read model differs from the contract. */
  readonly strays: number;
  /** Rows and accounts the independent auditor named at its latest run. */
  readonly auditorDifferences: number;
};

/** Blocks the index may lag behind before that counts as ill. */
export const LAG_MAX = 30;

/** One thing that is not well, in words for operations. */
export type Complaint =
  | "no worker"
  | "halted"
  | "lane halted"
  | "behind the chain"
  | "node unwell"
  | "ledger differs"
  | "auditor differs";

/** What is not well; nothing when all is. */
export const complaints = (vitals: Vitals): readonly Complaint[] => {
  const { head, seen, differences } = vitals;
  const found: Complaint[] = [];
  if (vitals.workersAlive === 0) found.push("no worker");
  if (vitals.isHalted || vitals.workersHalted > 0) found.push("halted");
  if (vitals.haltedLanes > 0) found.push("lane halted");
  if (head !== null && head - (seen ?? 0) > LAG_MAX) found.push("behind the chain");
  if (vitals.nodeConcerns > 0) found.push("node unwell");
  if (differences.some((difference) => difference !== 0n) || vitals.strays > 0)
    found.push("ledger differs");
  if (vitals.auditorDifferences > 0) found.push("auditor differs");
  return found;
};
