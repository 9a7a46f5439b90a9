"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { RefusalLine } from "@/components/organisation/refusal-line";
import { Button } from "@/components/ui/button";
import type { WalletChain } from "@/components/wallet/eip1193";
import { useWallet } from "@/components/wallet/use-wallet";
import { refusedWords, signedAnswer } from "./signed-answer";

/** Lets the person sign in with a wallet from now on. */
export function LinkWallet({ chain, linked }: { chain: WalletChain; linked: boolean }) {
  const router = useRouter();
  const wallet = useWallet({ chain, practice: "lender" });
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const link = async () => {
    setBusy(true);
    setRefusal(undefined);
    try {
      const answer = await signedAnswer(wallet, "wallet");
      const { trpc } = await import("@/trpc/client");
      await trpc.session.linkWallet.mutate(answer);
      router.refresh();
    } catch (error) {
      setRefusal(await refusedWords(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="flex flex-col items-start gap-3">
      <Button icon="wallet" busy={busy} onClick={link}>
        {linked ? "Link another wallet instead" : "Link a wallet"}
      </Button>
      <RefusalLine text={refusal} />
      {wallet.panel}
    </div>
  );
}
