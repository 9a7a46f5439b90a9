import type { FaultRow } from "./fault-row";
import { coinRows } from "./money-rows-coin";
import { programRows } from "./money-rows-programs";

/** Money that does not behave: coins, arithmetic, gas. */
export const moneyRows: readonly FaultRow[] = [...coinRows, ...programRows];
