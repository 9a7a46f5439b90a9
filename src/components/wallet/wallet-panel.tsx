"use client";

import DialogPanel from "@/components/ui/dialog-panel";
import { Icon } from "@/components/ui/icon";
import type { AnnouncedWallet } from "./eip1193";

export type WalletPanelProps = {
  wallets: AnnouncedWallet[];
  onChoose: (wallet: AnnouncedWallet) => void;
  onClose: () => void;
};

/** Asks which of the browser's wallets to use. */
export default function WalletPanel({ wallets, onChoose, onClose }: WalletPanelProps) {
  return (
    <DialogPanel
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title="Choose a wallet"
      sentence="It shows you what you sign before you sign it. No fee is charged."
    >
      <ul className="flex flex-col gap-2">
        {wallets.map((wallet) => (
          <li key={wallet.rdns}>
            <button
              type="button"
              onClick={() => onChoose(wallet)}
              className="flex min-h-12 w-full items-center gap-3 rounded-md border border-line-strong px-3 text-start hover:bg-sunken"
            >
              <WalletIcon wallet={wallet} />
              <span className="grow font-medium">{wallet.name}</span>
              <Icon name="chevron-right" className="text-muted" />
            </button>
          </li>
        ))}
      </ul>
      {wallets.length === 0 && (
        <p>
          No wallet was found in this browser. Install one, or open this page in the browser that
          has it.
        </p>
      )}
    </DialogPanel>
  );
}

function WalletIcon({ wallet }: { wallet: AnnouncedWallet }) {
  if (!wallet.icon?.startsWith("data:image/")) return <Icon name="wallet" size={24} />;
  // biome-ignore lint/performance/noImgElement: a data URI that the wallet announced
  return <img src={wallet.icon} alt="" width={24} height={24} className="rounded-sm" />;
}
