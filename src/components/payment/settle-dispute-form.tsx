"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { FailureNotice } from "@/components/ui/notice";
import { formWords } from "./form-words";
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
      <NameField id="settled-name" hint={formWords.settledHint} value={name} onChange={setName} />
      <FailureNotice failure={failure} />
      <Button type="submit" busy={busy}>
        {formWords.settledButton}
      </Button>
    </form>
  );
}
