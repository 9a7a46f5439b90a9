import type { IntentKind } from "@/core/intent/intent";

/**
 * Which acts a refusal of the chain passes for without anybody here doing anything: all (a coin is paused), those that
 * bring no new money (a coin's issuer has listed a contract of ours), or none.
 */
export type Passing = "all" | "standing" | "none";

/** Acts that bring a contract money it does not have yet: whoever signed them would rather know than wait. */
const NEW_MONEY: ReadonlySet<IntentKind> = new Set(["fund", "settle", "buy-back", "mint"]);

/** Whether an act that was refused waits, and is tried again, until that is over. */
export const waitsFor = (kind: IntentKind, passes: Passing): boolean =>
  passes === "all" || (passes === "standing" && !NEW_MONEY.has(kind));
