"use client";

import type { WalletChain } from "@/components/wallet/eip1193";
import { useWallet } from "@/components/wallet/use-wallet";
import type { CreditWords } from "@/core/credit/credit-note";

/** A credit note as it is signed; amounts in minor units. */
export type CreditToSign = {
  receivableId: string;
  before: bigint;
  amount: bigint;
  words: CreditWords;
};

/** SHA-256 of a file as 0x hex, worked out on this device. */
export const fingerprintOf = async (file: File): Promise<`0x${string}`> => {
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return `0x${Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
};

/** Signs a credit note with the key the platform keeps, or with the seller's own wallet. */
export const useCreditSigning = (custody: "platform" | "wallet", chain: WalletChain) => {
  const wallet = useWallet({ chain });
  const sign = async (credit: CreditToSign): Promise<void> => {
    const { trpc } = await import("@/trpc/client");
    if (custody === "platform") {
      await trpc.credit.issue.mutate(credit);
      return;
    }
    const { signedAt, message } = await trpc.credit.prepare.mutate(credit);
    const { signature } = await wallet.signTypedData(message);
    await trpc.credit.issue.mutate({ ...credit, signed: { signedAt, signature } });
  };
  return { sign, panel: wallet.panel };
};
