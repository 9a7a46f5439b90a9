import type { Wallet } from "@/components/wallet/use-wallet";
import { signInText } from "@/core/session/sign-in-text";

export type SignedAnswer = { text: string; signature: string };

/** What the signature is for; each has its own challenge. */
export type ProofPurpose = "sign-in" | "wallet" | "account";

/** Asks the server for a challenge and the wallet for its signature. Throws WalletRefusal or the server's refusal. */
export const signedAnswer = async (
  wallet: Wallet,
  purpose: ProofPurpose,
): Promise<SignedAnswer> => {
  const account = await wallet.account();
  const { trpc } = await import("@/trpc/client");
  const challenge = await {
    "sign-in": () => trpc.session.challenge.mutate(),
    wallet: () => trpc.session.walletChallenge.mutate(),
    account: () => trpc.organisation.accountChallenge.mutate(),
  }[purpose]();
  const text = signInText(challenge, account.address);
  return { text, signature: await wallet.signText(account, text) };
};

/** A failure in words, whichever side refused. */
export const refusedWords = async (error: unknown): Promise<string> => {
  const { WalletRefusal } = await import("@/components/wallet/wallet-refusal");
  const { wordsOf } = await import("@/trpc/client");
  const { says, next } = error instanceof WalletRefusal ? error : wordsOf(error);
  return `${says} ${next}`;
};
