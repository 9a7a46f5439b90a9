"use client";

import { useRouter } from "next/navigation";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { Currency } from "@/core/money";
import { claimWords as words } from "./words";

type Props = { organisationId: string; name: string; currency: Currency; sum: string };

/** Asks once in words, then asks the chain to pay a claim to the account it is for. */
export function PayClaimButton({ organisationId, name, currency, sum }: Props) {
  const router = useRouter();
  const pay = async () => {
    const { trpc } = await import("@/trpc/client");
    await trpc.claim.payOut.mutate({ organisationId, currency });
    router.refresh();
  };
  return (
    <ConfirmDialog
      trigger={words.payOut}
      triggerSize="small"
      title={words.payOutTitle(name)}
      confirm={words.payOut}
      onConfirm={pay}
    >
      {words.payOutText(sum, name)}
    </ConfirmDialog>
  );
}
