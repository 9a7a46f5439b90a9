import type { FaultRow } from "./fault-row";

/** What sends transactions, under fire. */
export const relayerRows: readonly FaultRow[] = [];
