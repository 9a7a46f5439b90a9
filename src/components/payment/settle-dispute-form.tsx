"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { disputeWords } from "./dispute-words";
import { formWords } from "./form-words";
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
      <Field id="settled-name" label={formWords.name} hint={disputeWords.settledHint}>
        <Input
          autoComplete="name"
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      {failure && (
        <Notice tone="wrong" live title={failure.says}>
          {failure.next}
        </Notice>
      )}
      <Button type="submit" busy={busy}>
        {disputeWords.settledButton}
      </Button>
    </form>
  );
}
