"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { FailureNotice } from "@/components/ui/notice";
import { disputeWords } from "./dispute-words";
import { NameField } from "./name-field";
import { useSubmit } from "./use-submit";

/** Takes the buyer's dispute back, by name. */
export function SettleDisputeForm({ token }: { token: string }) {
  const [name, setName] = useState("");
  const { submit, busy, failure } = useSubmit(async () => {
    const { trpc } = await import("@/trpc/client");
    await trpc.payment.withdrawDispute.mutate({ token, name });
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void submit(undefined);
  };
  return (
    <form onSubmit={onSubmit} noValidate className="mt-4 flex flex-col gap-4">
      <NameField
        id="settled-name"
        hint={disputeWords.settledHint}
        value={name}
        onChange={setName}
      />
      <FailureNotice failure={failure} />
      <Button type="submit" busy={busy}>
        {disputeWords.settledButton}
      </Button>
    </form>
  );
}
