"use client";

import { ConfirmDialog } from "@/components/ui/confirm-dialog";

const wait = () => new Promise<void>((done) => setTimeout(done, 900));

const refuse = async () => {
  await wait();
  throw new Error(
    "The offer is fully funded since 14:02 HKT. Nothing was signed and no money moved.",
  );
};

export function ConfirmSample() {
  return (
    <div className="flex flex-wrap gap-2">
      <ConfirmDialog
        trigger="Fund HKD 80,000.00"
        triggerKind="primary"
        title="Fund HKD 80,000.00"
        sentence="This cannot be undone."
        confirm="Fund HKD 80,000.00"
        onConfirm={wait}
      >
        The money goes to escrow and is released as the goods arrive. If they never do, it comes
        back.
      </ConfirmDialog>
      <ConfirmDialog
        trigger="Withdraw the offer"
        triggerKind="danger"
        title="Withdraw the offer"
        confirm="Withdraw"
        confirmKind="danger"
        onConfirm={refuse}
      >
        Lenders can no longer fund it. You can sign a new offer at any time.
      </ConfirmDialog>
    </div>
  );
}
