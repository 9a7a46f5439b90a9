import type { IntentWish } from "@/core/intent/intent";
import type { Kept } from "@/core/keeper/acts-due";

/** What the keeper reads and wishes. */
export type KeeperStore = {
  /** Receivables that could need an act at this moment of the chain's time and have no intent under way. */
  readonly candidates: (chainTime: Date, limit: number) => Promise<readonly Kept[]>;
  /** Records the wishes in one transaction; a wish recorded before stays one row. Answers how many were new. */
  readonly wish: (wishes: readonly IntentWish[]) => Promise<number>;
};
