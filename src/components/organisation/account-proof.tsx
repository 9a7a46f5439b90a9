"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { refusedWords, signedAnswer } from "@/components/session/signed-answer";
import { Button } from "@/components/ui/button";
import type { WalletChain } from "@/components/wallet/eip1193";
import { useWallet } from "@/components/wallet/use-wallet";
import { RefusalLine } from "./refusal-line";

/** Proves by a signature which account the own organisation acts with. */
export function AccountProof({ chain, proven }: { chain: WalletChain; proven: boolean }) {
  const router = useRouter();
  const wallet = useWallet({ chain, practice: "lender" });
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const prove = async () => {
    setBusy(true);
    setRefusal(undefined);
    try {
      const answer = await signedAnswer(wallet, "account");
      const { trpc } = await import("@/trpc/client");
      await trpc.organisation.proveAccount.mutate(answer);
      router.refresh();
    } catch (error) {
      setRefusal(await refusedWords(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="mt-5 flex flex-col items-start gap-3">
      <Button kind="primary" icon="wallet" busy={busy} onClick={prove}>
        {proven ? "Prove another account" : "Prove the account"}
      </Button>
      <RefusalLine text={refusal} />
      {wallet.panel}
    </div>
  );
}
