import type { SenderLabel } from "@/core/intent/intent";
import type { ChainSender, SenderKeys } from "@/ports/chain-sender";
import type { RelayStore } from "@/ports/relay-store";

/** What came of it: the nonce the lane goes on with, and the intents that get a new one. */
export type Resumed = {
  readonly signer: string;
  readonly nextNonce: number;
  readonly requeued: readonly string[];
};

/**
 * Opens a halted lane again, on the word of a person who found out who spent its nonce. Nonces that strangers spent are left
 * to them; acts of ours that had those nonces wait for new ones. Null where the lane is not halted.
 * @throws ChainUnreachable when no node can say what was mined: then nothing changes.
 */
export const resumeLane =
  ({ store, chain, keys }: { store: RelayStore; chain: ChainSender; keys: SenderKeys }) =>
  async (label: SenderLabel): Promise<Resumed | null> => {
    const { chainId } = chain;
    const signer = await keys.addressOf(label);
    const minedNonce = await chain.minedNonce(signer);
    const lane = await store.lane(chainId, signer);
    if (!lane?.haltReason) return null;
    const requeued: string[] = [];
    for (const { id, status, attempts } of await store.open(label)) {
      const isSpent = attempts.every(({ nonce }) => nonce < minedNonce);
      if (status === "mined" || !isSpent) continue;
      if (!(await chain.isMinedAnywhere(attempts.map(({ hash }) => hash)))) requeued.push(id);
    }
    await store.resume({ chainId, signer, minedNonce, requeued });
    return { signer, nextNonce: Math.max(lane.nextNonce, minedNonce), requeued };
  };
