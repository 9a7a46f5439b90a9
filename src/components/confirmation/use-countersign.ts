"use client";

import type { WalletChain } from "@/components/wallet/eip1193";
import { useWallet } from "@/components/wallet/use-wallet";

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
