"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/confirm-dialog";
import { Field, Textarea } from "@/components/ui/field";
import type { MemberRole } from "@/core/scope/scope";
import { RefusalLine } from "./refusal-line";
import { textOf, useAct } from "./use-act";

/** Changes that need nothing but a reason. */
export type PlainChange =
  | { kind: "organisation.activate" | "organisation.suspend" | "organisation.reinstate" }
  | { kind: "licence.revoke"; licenceId: string }
  | { kind: "member.appoint"; userId: string; role: MemberRole };

export type ProposeButtonProps = {
  organisationId: string;
  change: PlainChange;
  word: string;
  /** Exactly what happens once a second administrator has approved. */
  effect: string;
  primary?: boolean;
  danger?: boolean;
};

/** Proposes a change with a reason; a second administrator decides. */
export function ProposeButton(props: ProposeButtonProps) {
  const { word, effect, primary = false, danger = false } = props;
  return (
    <Dialog
      trigger={word}
      triggerKind={primary ? "primary" : danger ? "danger" : "secondary"}
      triggerSize={primary ? "normal" : "small"}
      title={word}
      sentence={`${effect} Nothing happens before a second administrator approves.`}
    >
      {(close) => <ProposeForm {...props} close={close} />}
    </Dialog>
  );
}

function ProposeForm(props: ProposeButtonProps & { close: () => void }) {
  const { organisationId, change, word, close } = props;
  const { busy, refusal, act } = useAct();
  const [reason, setReason] = useState("");
  const propose = async (form: FormData) => {
    const done = await act((door) =>
      door.approval.propose.mutate({ organisationId, change, reason: textOf(form, "reason") }),
    );
    if (done) close();
  };
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void propose(new FormData(event.currentTarget));
      }}
    >
      <Field
        id="reason"
        label="Reason"
        hint="The second administrator and the audit trail read it."
      >
        <Textarea
          name="reason"
          required
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
      <RefusalLine text={refusal} />
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={close}>Cancel</Button>
        <Button type="submit" kind="primary" busy={busy}>
          {word}
        </Button>
      </div>
    </form>
  );
}
