"use client";

import type { WalletChain } from "@/components/wallet/eip1193";
import { useWallet } from "@/components/wallet/use-wallet";

export type Failure = { says: string; next: string };

/** Words for what a wallet or the server refused. */
export const failureOf = async (error: unknown): Promise<Failure> => {
  const { refusalOf, WalletRefusal } = await import("@/components/wallet/wallet-refusal");
  if (error instanceof WalletRefusal) return refusalOf(error);
  const { says, next } = (await import("@/trpc/client")).wordsOf(error);
  return { says, next };
};

/** Signs a registration with the key the platform keeps, or with the warehouse's own wallet where it keeps none. */
export const useCountersign = (chain: WalletChain) => {
  const wallet = useWallet({ chain });
  const countersign = async (registrationId: string): Promise<void> => {
    const { trpc, wordsOf } = await import("@/trpc/client");
    try {
      await trpc.registration.countersign.mutate({ registrationId });
      return;
    } catch (error) {
      if (wordsOf(error).refusal !== "key.not_kept") throw error;
    }
    const { message } = await trpc.registration.prepareCountersign.mutate({ registrationId });
    const { signature } = await wallet.signTypedData(message);
    await trpc.registration.countersign.mutate({ registrationId, signature });
  };
  return { countersign, panel: wallet.panel };
};
