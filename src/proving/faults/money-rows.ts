import type { FaultRow } from "./fault-row";
import { coinRows } from "./money-rows-coin";
import { gasRow } from "./money-rows-gas";
import { listedRow } from "./money-rows-listed";
import { oddRow } from "./money-rows-odd";
import { sinksRow } from "./money-rows-sinks";
import { unitsRow } from "./money-rows-units";

/** Money that does not behave: coins, arithmetic, gas, and sinks that take no line. */
export const moneyRows: readonly FaultRow[] = [
  ...coinRows,
  listedRow,
  oddRow,
  unitsRow,
  gasRow,
  sinksRow,
];
