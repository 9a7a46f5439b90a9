"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { FailureNotice } from "@/components/ui/notice";
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
      <Field id="settled-name" label={formWords.name} hint={formWords.settledHint}>
        <Input
          autoComplete="name"
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      <FailureNotice failure={failure} />
      <Button type="submit" busy={busy}>
        {formWords.settledButton}
      </Button>
    </form>
  );
}
