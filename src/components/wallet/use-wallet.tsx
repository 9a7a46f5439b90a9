"use client";

import { lazy, type ReactNode, Suspense, useState } from "react";
import type { AnnouncedWallet, PracticeKind, WalletAccount, WalletChain } from "./eip1193";

const WalletPanel = lazy(() => import("./wallet-panel"));

export type WalletOptions = {
  chain: WalletChain;
  /** Offers the practice wallet with this key; it shows on the local chain only. */
  practice?: PracticeKind;
  /** The account that must sign; another one is refused with a sentence. */
  expected?: string;
};

export type Wallet = {
  /** Asks for a wallet unless one is remembered, then for its account. Throws WalletRefusal. */
  account: () => Promise<WalletAccount>;
  /** Signs the JSON text of `typedDataJson`. Throws WalletRefusal. */
  signTypedData: (json: string) => Promise<{ address: string; signature: string }>;
  /** Signs a readable text, for signing in. Throws WalletRefusal. */
  signText: (account: WalletAccount, text: string) => Promise<string>;
  /** The next question asks for a wallet again. */
  change: () => Promise<void>;
  /** Draw this somewhere: the question which wallet to use appears in it. */
  panel: ReactNode;
};

type Question = {
  wallets: AnnouncedWallet[];
  answer: (wallet: AnnouncedWallet | undefined) => void;
};

/** The reader's own wallet. All of its code loads when it is first asked. */
export const useWallet = ({ chain, practice, expected }: WalletOptions): Wallet => {
  const [question, setQuestion] = useState<Question>();

  const choose = (wallets: AnnouncedWallet[]): Promise<AnnouncedWallet | undefined> =>
    new Promise((resolve) => {
      setQuestion({
        wallets,
        answer: (wallet) => {
          setQuestion(undefined);
          resolve(wallet);
        },
      });
    });

  const account = async (): Promise<WalletAccount> => {
    const { openWallet } = await import("./open-wallet");
    return openWallet({ chain, practice, expected, choose });
  };

  const panel = question && (
    <Suspense fallback={null}>
      <WalletPanel
        wallets={question.wallets}
        onChoose={question.answer}
        onClose={() => question.answer(undefined)}
      />
    </Suspense>
  );

  return {
    account,
    signTypedData: async (json) => {
      const opened = await account();
      const { signTypedData } = await import("./account");
      return { address: opened.address, signature: await signTypedData(opened, json) };
    },
    signText: async (opened, text) => (await import("./account")).signText(opened, text),
    change: async () => (await import("./discover")).forgetWallet(),
    panel,
  };
};
