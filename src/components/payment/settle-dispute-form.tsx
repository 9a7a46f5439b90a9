"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { type Failure, failureOf } from "./failure";
import { formWords } from "./form-words";

/** Takes the buyer's dispute back, by name. */
export function SettleDisputeForm({ token }: { token: string }) {
  const router = useRouter();
  const [name, setName] = useState("");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setFailure(undefined);
    try {
      const { trpc } = await import("@/trpc/client");
      await trpc.payment.withdrawDispute.mutate({ token, name });
    } catch (error) {
      setFailure(await failureOf(error));
    }
    setBusy(false);
    router.refresh();
  };
  return (
    <form onSubmit={submit} noValidate className="mt-4 flex flex-col gap-4">
      <Field id="settled-name" label={formWords.name} hint={formWords.settledHint}>
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
        {formWords.settledButton}
      </Button>
    </form>
  );
}
