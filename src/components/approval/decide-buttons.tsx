"use client";

import { RefusalLine } from "@/components/organisation/refusal-line";
import { textOf, useAct } from "@/components/organisation/use-act";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/confirm-dialog";
import { Field, Textarea } from "@/components/ui/field";

export type DecideButtonsProps = {
  approvalId: string;
  title: string;
  effect: string;
  /** Why the reader cannot decide; the buttons say so. */
  hindrance: string | null;
};

type DecisionWord = "approved" | "rejected";

const words = {
  approved: { verb: "Approve", question: "This happens at once:" },
  rejected: { verb: "Reject", question: "This will not happen:" },
} as const;

/** Approve or reject, each with a reason. */
export function DecideButtons(props: DecideButtonsProps) {
  const { approvalId, hindrance } = props;
  const hintId = `why-not-${approvalId}`;
  if (hindrance)
    return (
      <div className="flex flex-wrap items-center gap-3">
        <Button disabled aria-describedby={hintId}>
          Approve
        </Button>
        <p id={hintId} className="text-sm text-muted">
          {hindrance}
        </p>
      </div>
    );
  return (
    <div className="flex flex-wrap gap-2">
      <DecideButton {...props} decision="approved" />
      <DecideButton {...props} decision="rejected" />
    </div>
  );
}

function DecideButton(props: DecideButtonsProps & { decision: DecisionWord }) {
  const { title, effect, decision } = props;
  const { verb, question } = words[decision];
  return (
    <Dialog
      trigger={verb}
      triggerKind={decision === "approved" ? "primary" : "secondary"}
      title={`${verb}: ${title}`}
      sentence={`${question} ${effect}`}
    >
      {(close) => <DecideForm {...props} close={close} />}
    </Dialog>
  );
}

function DecideForm(props: DecideButtonsProps & { decision: DecisionWord; close: () => void }) {
  const { approvalId, decision, close } = props;
  const { busy, refusal, act } = useAct();
  const decide = async (form: FormData) => {
    const reason = textOf(form, "reason");
    if (await act((door) => door.approval.decide.mutate({ approvalId, decision, reason }))) close();
  };
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void decide(new FormData(event.currentTarget));
      }}
    >
      <Field id={`reason-${approvalId}`} label="Reason" hint="The audit trail keeps it.">
        <Textarea name="reason" required maxLength={500} />
      </Field>
      <RefusalLine text={refusal} />
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={close}>Cancel</Button>
        <Button type="submit" kind="primary" busy={busy}>
          {words[decision].verb}
        </Button>
      </div>
    </form>
  );
}
