"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, Textarea } from "@/components/ui/field";
import { FailureNotice } from "@/components/ui/notice";
import { disputeWords } from "./dispute-words";
import { NameField } from "./name-field";
import { useSubmit } from "./use-submit";

/** Says that the debt is not right, with a reason and a name. */
export function DisputeForm({ token }: { token: string }) {
  const [name, setName] = useState("");
  const [reason, setReason] = useState("");
  const { submit, busy, failure } = useSubmit(async () => {
    const { trpc } = await import("@/trpc/client");
    await trpc.payment.dispute.mutate({ token, name, reason });
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void submit(undefined);
  };
  return (
    <form onSubmit={onSubmit} noValidate className="mt-4 flex flex-col gap-4">
      <Field id="dispute-reason" label={disputeWords.disputeReason} hint={disputeWords.disputeHint}>
        <Textarea
          maxLength={2_000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
      <NameField id="dispute-name" value={name} onChange={setName} />
      <FailureNotice failure={failure} />
      <Button type="submit" kind="danger" busy={busy}>
        {disputeWords.disputeButton}
      </Button>
    </form>
  );
}
