"use client";

import type { WalletChain } from "@/components/wallet/eip1193";
import { useWallet } from "@/components/wallet/use-wallet";
import type { CreditWords } from "@/core/credit/credit-note";

/** What to show when something was refused: what happened and what to do now. */
export type Failure = { says: string; next: string };

/** A credit note as it is signed; amounts in minor units. */
export type CreditToSign = {
  receivableId: string;
  before: bigint;
  amount: bigint;
  words: CreditWords;
};

/** Words for what a wallet or the server refused. */
export const failureOf = async (error: unknown): Promise<Failure> => {
  const { refusalOf, WalletRefusal } = await import("@/components/wallet/wallet-refusal");
  if (error instanceof WalletRefusal) return refusalOf(error);
  const { says, next } = (await import("@/trpc/client")).wordsOf(error);
  return { says, next };
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
