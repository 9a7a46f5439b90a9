"use client";

import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import type { WalletChain } from "@/components/wallet/eip1193";
import { useWallet } from "@/components/wallet/use-wallet";
import { refusedWords, type SignedAnswer, signedAnswer } from "./signed-answer";

/** Signs in by a wallet: asks the server for a text, the wallet for a signature, and sends both as a plain form. */
export function WalletSignIn({ chain, goTo }: { chain: WalletChain; goTo: string }) {
  const wallet = useWallet({ chain, practice: "lender" });
  const form = useRef<HTMLFormElement>(null);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const send = ({ text, signature }: SignedAnswer) => {
    const fields = form.current?.elements;
    const fill = (name: string, value: string) => {
      const field = fields?.namedItem(name);
      if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)
        field.value = value;
    };
    fill("text", text);
    fill("signature", signature);
    form.current?.submit();
  };
  const signIn = async () => {
    setBusy(true);
    setRefusal(undefined);
    try {
      send(await signedAnswer(wallet, "sign-in"));
    } catch (error) {
      setRefusal(await refusedWords(error));
      setBusy(false);
    }
  };
  return (
    <div className="flex flex-col gap-3">
      <form ref={form} method="post" action="/api/auth/callback/wallet" hidden>
        <input type="hidden" name="callbackUrl" defaultValue={goTo} />
        <textarea name="text" aria-label="Text" readOnly />
        <input type="hidden" name="signature" />
      </form>
      <Button icon="wallet" wide busy={busy} onClick={signIn}>
        Sign in with a wallet
      </Button>
      {refusal && (
        <p role="alert" className="text-wrong">
          {refusal}
        </p>
      )}
      {wallet.panel}
    </div>
  );
}
