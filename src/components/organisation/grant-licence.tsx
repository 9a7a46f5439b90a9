"use client";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/confirm-dialog";
import { Field, Input, Select, Textarea } from "@/components/ui/field";
import { classWord, LICENCE_CLASSES } from "@/core/licence/licence-class";
import { RefusalLine } from "./refusal-line";
import { textOf, useAct } from "./use-act";

/** Proposes a licence for a lender. */
export function GrantLicence({ organisationId }: { organisationId: string }) {
  return (
    <Dialog
      trigger="Propose a licence"
      title="Propose a licence"
      sentence="The lender may fund once a second administrator has approved, until the last day of the licence."
    >
      {(close) => <GrantForm organisationId={organisationId} close={close} />}
    </Dialog>
  );
}

function GrantForm({ organisationId, close }: { organisationId: string; close: () => void }) {
  const { busy, refusal, act } = useAct();
  const propose = async (form: FormData) => {
    const wanted = textOf(form, "class");
    const done = await act((door) =>
      door.approval.propose.mutate({
        organisationId,
        reason: textOf(form, "reason"),
        change: {
          kind: "licence.grant",
          class: LICENCE_CLASSES.find((word) => word === wanted) ?? "fund",
          number: textOf(form, "number"),
          regulator: textOf(form, "regulator"),
          lastDate: textOf(form, "lastDate"),
        },
      }),
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
      <Field id="class" label="Class">
        <Select
          name="class"
          options={LICENCE_CLASSES.map((value) => ({ value, label: classWord[value] }))}
        />
      </Field>
      <Field id="number" label="Licence number">
        <Input name="number" required maxLength={60} autoComplete="off" />
      </Field>
      <Field id="regulator" label="Regulator">
        <Input name="regulator" required maxLength={120} autoComplete="off" />
      </Field>
      <Field id="lastDate" label="Last day" hint="It holds through this day in Hong Kong.">
        <Input name="lastDate" type="date" required />
      </Field>
      <Field id="grant-reason" label="Reason" hint="What was seen and where it was checked.">
        <Textarea name="reason" required maxLength={500} />
      </Field>
      <RefusalLine text={refusal} />
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={close}>Cancel</Button>
        <Button type="submit" kind="primary" busy={busy}>
          Propose licence
        </Button>
      </div>
    </form>
  );
}
