import { actDue } from "@/core/keeper/acts-due";
import type { KeeperStore } from "@/ports/keeper-store";
import type { Log } from "@/workers/log";

/** What the keeper works with. */
export type Keeper = {
  readonly store: KeeperStore;
  readonly chainTime: () => Promise<Date>;
  readonly log: Log;
};

const BATCH = 200;

/** Does for receivables what anybody may do and time or money calls for: close, declare, sweep, pay out. */
export const keepReceivables = async ({ store, chainTime, log }: Keeper): Promise<void> => {
  const now = await chainTime();
  const kept = await store.candidates(now, BATCH);
  const wishes = kept.flatMap((each) => actDue(each, each.refused, now) ?? []);
  if (wishes.length === 0) return;
  const made = await store.wish(wishes);
  if (made > 0) log.info({ made, kinds: wishes.map(({ kind }) => kind) }, "keeper acts");
};
