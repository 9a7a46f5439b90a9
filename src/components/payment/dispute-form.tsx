"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, Input, Textarea } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { type Failure, failureOf } from "./failure";
import { formWords } from "./form-words";

/** Says that the debt is not right, with a reason and a name. */
export function DisputeForm({ token }: { token: string }) {
  const router = useRouter();
  const [name, setName] = useState("");
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setFailure(undefined);
    try {
      const { trpc } = await import("@/trpc/client");
      await trpc.payment.dispute.mutate({ token, name, reason });
    } catch (error) {
      setFailure(await failureOf(error));
    }
    setBusy(false);
    router.refresh();
  };
  return (
    <form onSubmit={submit} noValidate className="mt-4 flex flex-col gap-4">
      <Field id="dispute-reason" label={formWords.disputeReason} hint={formWords.disputeHint}>
        <Textarea
          maxLength={2_000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
      <Field id="dispute-name" label={formWords.name}>
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
      <Button type="submit" kind="danger" busy={busy}>
        {formWords.disputeButton}
      </Button>
    </form>
  );
}
