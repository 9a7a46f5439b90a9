import type { FaultRow } from "@/proving/faults/fault-row";
import { indexerHaltRows } from "@/proving/faults/indexer-halt-rows";
import { indexerNodeRows } from "@/proving/faults/indexer-node-rows";
import { indexerReorgRows } from "@/proving/faults/indexer-reorg-rows";

/** What may befall the indexer. */
export const indexerRows: readonly FaultRow[] = [
  ...indexerReorgRows,
  ...indexerHaltRows,
  ...indexerNodeRows,
];
