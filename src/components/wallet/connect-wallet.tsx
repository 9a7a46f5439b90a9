"use client";

import { useState } from "react";
import { Hash } from "@/components/hash/hash";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { WalletAccount } from "./eip1193";
import { useWallet, type WalletOptions } from "./use-wallet";
import { refusalOf, type WalletRefusal } from "./wallet-refusal";

export type ConnectWalletProps = WalletOptions & {
  /** The word on the button; "Connect a wallet" by default. */
  label?: string;
  /** Called with the account once it is open. */
  onConnect?: (account: WalletAccount) => Promise<void> | void;
};

/** A button that opens the reader's wallet and then names it. */
export function ConnectWallet({
  label = "Connect a wallet",
  onConnect,
  ...options
}: ConnectWalletProps) {
  const { account, change, panel } = useWallet(options);
  const [opened, setOpened] = useState<WalletAccount>();
  const [refusal, setRefusal] = useState<WalletRefusal>();
  const [busy, setBusy] = useState(false);
  const connect = async () => {
    setBusy(true);
    setRefusal(undefined);
    try {
      const result = await account();
      setOpened(result);
      await onConnect?.(result);
    } catch (error) {
      setRefusal(refusalOf(error));
    } finally {
      setBusy(false);
    }
  };
  const another = async () => {
    await change();
    setOpened(undefined);
    await connect();
  };
  return (
    <div className="flex flex-col gap-3">
      {opened ? (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span>
            {opened.wallet.name} <Hash value={opened.address} what="address" />
          </span>
          <Button size="small" kind="quiet" onClick={another}>
            Use another wallet
          </Button>
        </div>
      ) : (
        <div>
          <Button icon="wallet" busy={busy} onClick={connect}>
            {label}
          </Button>
        </div>
      )}
      {refusal && (
        <Notice tone="attention" title={refusal.says} live>
          {refusal.next}
        </Notice>
      )}
      {panel}
    </div>
  );
}
