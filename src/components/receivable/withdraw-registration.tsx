"use client";

import { useRouter } from "next/navigation";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { receivableWords as words } from "./words";

/** Takes a registration back that the warehouse has not signed, or that the chain refused. */
export function WithdrawRegistration({ registrationId }: { registrationId: string }) {
  const router = useRouter();
  const withdraw = async () => {
    const { trpc } = await import("@/trpc/client");
    await trpc.registration.withdraw.mutate({ registrationId });
    router.push("/orders?status=ready");
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
