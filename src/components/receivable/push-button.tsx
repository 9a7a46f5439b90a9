"use client";

import { useRouter } from "next/navigation";
import { bookWords as words } from "@/components/repayment/words";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { OpenActKind } from "@/core/repayment/open-acts";

/** Asks once in words, then asks the chain for an act that anybody may ask for. */
export function PushButton({ receivableId, act }: { receivableId: string; act: OpenActKind }) {
  const router = useRouter();
  const { word, does } = words.actWords[act];
  const push = async () => {
    const { trpc } = await import("@/trpc/client");
    await trpc.repayment.push.mutate({ receivableId: receivableId as `0x${string}`, act });
    router.refresh();
  };
  return (
    <ConfirmDialog
      trigger={word}
      triggerSize="small"
      title={word}
      confirm={word}
      confirmKind={act === "declare-default" ? "danger" : "primary"}
      onConfirm={push}
    >
      {does} {words.cancelNote}
    </ConfirmDialog>
  );
}
