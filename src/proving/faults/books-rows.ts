import { commitRows } from "./books-rows-commit";
import { moneyRows } from "./books-rows-money";
import type { FaultRow } from "./fault-row";

const NO_WEBHOOKS = "There are no webhooks yet: no provider tells us anything, the chain is asked.";

const cannot = (row: FaultRow["row"], promise: string): FaultRow => ({
  row,
  promise,
  run: async () => ({ status: "cannot", figure: "none", why: NO_WEBHOOKS }),
});

/** The books under fire: lost answers, races, payments nobody asked for, an old backup. */
export const booksRows: readonly FaultRow[] = [
  ...commitRows,
  cannot("F28", "A webhook told ten times has one effect"),
  cannot("F29", "Webhooks out of order, late or missing end in the same state"),
  ...moneyRows,
];
