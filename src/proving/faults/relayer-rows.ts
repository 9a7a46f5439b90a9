import type { FaultRow } from "./fault-row";
import { answerRows } from "./relayer-rows-answer";
import { feeRows } from "./relayer-rows-fee";

/** What sends transactions, under fire. */
export const relayerRows: readonly FaultRow[] = [...answerRows, ...feeRows];
