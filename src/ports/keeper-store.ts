import type { IntentWish } from "@/core/intent/intent";
import type { Kept, Refused } from "@/core/keeper/acts-due";

/** A receivable that could need an act, with what was refused for it so far. */
export type Candidate = Kept & { readonly refused: readonly Refused[] };

/** What the keeper reads and wishes. */
export type KeeperStore = {
  /** Receivables that could need an act at this moment of the chain's time and have no intent under way. */
  readonly candidates: (chainTime: Date, limit: number) => Promise<readonly Candidate[]>;
  /** Records the wishes in one transaction; a wish recorded before stays one row. Answers how many were new. */
  readonly wish: (wishes: readonly IntentWish[]) => Promise<number>;
};
