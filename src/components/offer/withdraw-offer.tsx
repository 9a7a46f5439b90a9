"use client";

import { useRouter } from "next/navigation";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { offerWords as words } from "./words";

/** Takes the open offer back after asking once. */
export function WithdrawOffer({ receivableId }: { receivableId: string }) {
  const router = useRouter();
  const withdraw = async () => {
    const { trpc } = await import("@/trpc/client");
    await trpc.offer.withdraw.mutate({ receivableId });
    router.refresh();
  };
  return (
    <ConfirmDialog
      trigger={words.withdraw}
      title={words.withdrawTitle}
      confirm={words.withdraw}
      confirmKind="danger"
      onConfirm={withdraw}
    >
      {words.withdrawText}
    </ConfirmDialog>
  );
}
