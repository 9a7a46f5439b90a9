import type { FaultRow } from "./fault-row";
import { aheadRows } from "./work-rows-ahead";
import { onceRows } from "./work-rows-once";
import { upgradeRows } from "./work-rows-upgrade";
import { winnerRows } from "./work-rows-winner";
import { workerRows } from "./work-rows-worker";

/** Many hands on one piece of work: people who press twice, workers that die, sleep or are exchanged. */
export const workRows: readonly FaultRow[] = [
  ...onceRows,
  ...winnerRows,
  ...aheadRows,
  ...workerRows,
  ...upgradeRows,
];
