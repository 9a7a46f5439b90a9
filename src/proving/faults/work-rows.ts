import type { FaultRow } from "./fault-row";
import { onceRows } from "./work-rows-once";
import { winnerRows } from "./work-rows-winner";

/** Many hands on one piece of work: people who press twice, workers that die, sleep or are exchanged. */
export const workRows: readonly FaultRow[] = [...onceRows, ...winnerRows];
