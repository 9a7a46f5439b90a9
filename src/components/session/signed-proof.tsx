"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { RefusalLine } from "@/components/organisation/refusal-line";
import { Button } from "@/components/ui/button";
import type { WalletChain } from "@/components/wallet/eip1193";
import { useWallet } from "@/components/wallet/use-wallet";
import { refusedWords, signedAnswer } from "./signed-answer";

type Props = {
  chain: WalletChain;
  /** wallet: the person signs in with it from now on; account: the organisation acts with it. */
  purpose: "wallet" | "account";
  /** What the button says. */
  word: string;
  isMain?: boolean;
};

/** Proves by a signature that a wallet belongs to the person or to the own organisation. */
export function SignedProof({ chain, purpose, word, isMain = false }: Props) {
  const router = useRouter();
  const wallet = useWallet({ chain, practice: "lender" });
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const prove = async () => {
    setBusy(true);
    setRefusal(undefined);
    try {
      const answer = await signedAnswer(wallet, purpose);
      const { trpc } = await import("@/trpc/client");
      if (purpose === "wallet") await trpc.session.linkWallet.mutate(answer);
      else await trpc.organisation.proveAccount.mutate(answer);
      router.refresh();
    } catch (error) {
      setRefusal(await refusedWords(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="flex flex-col items-start gap-3">
      <Button kind={isMain ? "primary" : "secondary"} icon="wallet" busy={busy} onClick={prove}>
        {word}
      </Button>
      <RefusalLine text={refusal} />
      {wallet.panel}
    </div>
  );
}
