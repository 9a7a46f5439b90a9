"use client";

import type { WalletChain } from "@/components/wallet/eip1193";
import { useWallet } from "@/components/wallet/use-wallet";
import type { Said } from "./delivery-view";

/** One confirmation as it is quoted and signed. */
export type Confirmation = { receivableId: string; after: number; said: Said };

/** Asks what a confirmation is worth, and signs it with the key the platform keeps or with the warehouse's wallet. */
export const useSigning = (custody: "platform" | "wallet", chain: WalletChain) => {
  const wallet = useWallet({ chain });
  const wire = (confirmation: Confirmation) => ({
    ...confirmation,
    receivableId: confirmation.receivableId as `0x${string}`,
  });
  const quote = async (confirmation: Confirmation) => {
    const { trpc } = await import("@/trpc/client");
    return trpc.delivery.quote.mutate(wire(confirmation));
  };
  const sign = async (confirmation: Confirmation): Promise<void> => {
    const { trpc } = await import("@/trpc/client");
    const input = wire(confirmation);
    if (custody === "platform") {
      await trpc.delivery.confirm.mutate(input);
      return;
    }
    const { signedAt, message } = await trpc.delivery.prepare.mutate(input);
    const { signature } = await wallet.signTypedData(message);
    await trpc.delivery.confirm.mutate({
      ...input,
      signed: { signedAt, signature: signature as `0x${string}` },
    });
  };
  return { quote, sign, panel: wallet.panel };
};
