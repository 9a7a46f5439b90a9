"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, Textarea } from "@/components/ui/field";
import { FailureNotice } from "@/components/ui/notice";
import { NameField } from "./name-field";
import { useSubmit } from "./use-submit";

const words = {
  disputeReason: "What is not right?",
  disputeHint: "For example: two pallets are missing, or the price differs.",
  disputeButton: "Tell the seller",
  settledHint: "The delivery can then be confirmed, and you can confirm the debt again.",
  settledButton: "Take the dispute back",
} as const;

/** Says that the debt is not right, with a reason and a name. */
function DisputeForm({ token }: { token: string }) {
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
      <Field id="dispute-reason" label={words.disputeReason} hint={words.disputeHint}>
        <Textarea
          maxLength={2_000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
      <NameField id="dispute-name" value={name} onChange={setName} />
      <FailureNotice failure={failure} />
      <Button type="submit" kind="danger" busy={busy}>
        {words.disputeButton}
      </Button>
    </form>
  );
}

/** Takes the buyer's dispute back, by name. */
function SettleDisputeForm({ token }: { token: string }) {
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
      <NameField id="settled-name" hint={words.settledHint} value={name} onChange={setName} />
      <FailureNotice failure={failure} />
      <Button type="submit" busy={busy}>
        {words.settledButton}
      </Button>
    </form>
  );
}

/** The form that belongs to what the buyer wants to say. */
export default function DisputeForms({ token, act }: { token: string; act: "dispute" | "settle" }) {
  return act === "dispute" ? <DisputeForm token={token} /> : <SettleDisputeForm token={token} />;
}
