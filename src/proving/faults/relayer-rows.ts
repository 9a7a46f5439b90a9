import type { FaultRow } from "./fault-row";
import { answerRows } from "./relayer-rows-answer";
import { crashRows } from "./relayer-rows-crash";
import { feeRows } from "./relayer-rows-fee";
import { nodeRows } from "./relayer-rows-node";
import { nonceRows } from "./relayer-rows-nonce";

/** What sends transactions, under fire. */
export const relayerRows: readonly FaultRow[] = [
  ...crashRows,
  ...nonceRows,
  ...feeRows,
  ...answerRows,
  ...nodeRows,
];
