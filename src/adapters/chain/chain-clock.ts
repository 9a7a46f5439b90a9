import type { ChainConnection } from "@/adapters/chain/provider";
import type { Clock } from "@/ports/clock";

const ASK_EVERY_MS = 1_000;

/** The machine's own time. */
export const systemClock: Clock = { now: () => new Date() };

/**
 * A clock that never lies behind the chain: on a local chain tests and demonstrations move the chain's time ahead,
 * and deadlines are judged there. The lead is asked for in the background, at most once a second.
 */
export const chainClock = (
  chain: ChainConnection,
): Clock & { readonly settle: () => Promise<void> } => {
  let leadMs = 0;
  let askAt = 0;
  const ask = async (): Promise<void> => {
    const block = await chain.rpc<{ timestamp: string }>("eth_getBlockByNumber", ["latest", false]);
    leadMs = Math.max(0, Number(block.timestamp) * 1000 - Date.now());
  };
  return {
    now: () => {
      if (performance.now() >= askAt) {
        askAt = performance.now() + ASK_EVERY_MS;
        ask().catch(() => {
          askAt = 0;
        });
      }
      return new Date(Date.now() + leadMs);
    },
    settle: ask,
  };
};
