import type { FaultRow } from "./fault-row";
import { answerRows } from "./relayer-rows-answer";

/** What sends transactions, under fire. */
export const relayerRows: readonly FaultRow[] = [...answerRows];
