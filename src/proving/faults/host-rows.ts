import type { FaultRow } from "./fault-row";
import { clockRows } from "./host-rows-clock";
import { databaseRows } from "./host-rows-database";
import { diskRows } from "./host-rows-disk";

/** The machine under us: its database, its disk and its clock. */
export const hostRows: readonly FaultRow[] = [...databaseRows, ...diskRows, ...clockRows];
