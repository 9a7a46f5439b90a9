"use client";

import { Dialog } from "@/components/ui/confirm-dialog";
import type { WalletChain } from "@/components/wallet/eip1193";
import type { OrderSelection } from "@/core/order/order-filter";
import { ProposalPanel } from "./proposal-panel";
import { orderWords as words } from "./words";

type Props = { selection: OrderSelection; count: number; chain: WalletChain };

/** The button that shows what a selection makes, and there signs it. */
export function MakeReceivableButton({ selection, count, chain }: Props) {
  return (
    <Dialog trigger={words.make(count)} triggerKind="primary" title={words.dialogTitle}>
      {(close) => <ProposalPanel selection={selection} chain={chain} close={close} />}
    </Dialog>
  );
}
