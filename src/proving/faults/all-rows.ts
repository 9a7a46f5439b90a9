import { booksRows } from "./books-rows";
import type { FaultRow } from "./fault-row";
import { hostRows } from "./host-rows";
import { indexerRows } from "./indexer-rows";
import { moneyRows } from "./money-rows";
import { relayerRows } from "./relayer-rows";
import { workRows } from "./work-rows";

/** Every fault that is tried, in the order of its number. */
export const allRows: readonly FaultRow[] = [
  ...relayerRows,
  ...indexerRows,
  ...booksRows,
  ...workRows,
  ...hostRows,
  ...moneyRows,
].sort((left, right) => Number(left.row.slice(1)) - Number(right.row.slice(1)));
