import { booksRows } from "./books-rows";
import type { FaultRow } from "./fault-row";
import { indexerRows } from "./indexer-rows";
import { moneyRows } from "./money-rows";
import { relayerRows } from "./relayer-rows";

/** Every fault that is tried, in the order of its number. */
export const allRows: readonly FaultRow[] = [
  ...relayerRows,
  ...indexerRows,
  ...booksRows,
  ...moneyRows,
].sort((left, right) => Number(left.row.slice(1)) - Number(right.row.slice(1)));
