/** Closes days of the audit trail. */
export type AuditDays = {
  /**
   * Puts the oldest day that is over and not closed yet under one root and wishes its anchoring on chain, all in one
   * transaction. Answers its place in the log, or null when no day is over.
   */
  readonly closeNext: () => Promise<number | null>;
};
