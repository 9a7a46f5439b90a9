"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/confirm-dialog";
import { Field, Input, Select } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { roleOf, roleOptions } from "./member-role-control";
import { RefusalLine } from "./refusal-line";
import { textOf, useAct } from "./use-act";

export type AddMemberProps = { organisationId: string; byApproval: boolean };

/** Adds a person with a first password, which the administrator hands over. */
export function AddMember(props: AddMemberProps) {
  return (
    <Dialog
      trigger="Add member"
      triggerSize="small"
      title="Add member"
      sentence="Somebody who has a sign-in already keeps their password."
    >
      {(close) => <AddForm {...props} close={close} />}
    </Dialog>
  );
}

const freshPassword = (): string =>
  [...crypto.getRandomValues(new Uint8Array(15))]
    .map((byte) => "abcdefghjkmnpqrstuvwxyz23456789"[byte % 31])
    .join("")
    .replace(/(.{5})(?=.)/g, "$1-");

function AddForm({ organisationId, byApproval, close }: AddMemberProps & { close: () => void }) {
  const { busy, refusal, act } = useAct();
  const [password] = useState(freshPassword);
  const [added, setAdded] = useState<{ created: boolean }>();
  const add = (form: FormData) =>
    act(async (door) => {
      const person = {
        organisationId,
        password,
        email: textOf(form, "email"),
        name: textOf(form, "name"),
        role: roleOf(textOf(form, "role")),
      };
      setAdded(await door.organisation.addMember.mutate(person));
    });
  if (added)
    return (
      <>
        <Notice tone="fine" title="Added" live>
          {added.created ? (
            <>
              Hand over this first password; it is not shown again:{" "}
              <code className="font-mono">{password}</code>
            </>
          ) : (
            "The person signs in as before and finds the organisation in the switch."
          )}
        </Notice>
        <div className="mt-4 flex justify-end">
          <Button onClick={close}>Done</Button>
        </div>
      </>
    );
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void add(new FormData(event.currentTarget));
      }}
    >
      <Field id="member-name" label="Name">
        <Input name="name" required maxLength={120} autoComplete="off" />
      </Field>
      <Field id="member-email" label="Email">
        <Input name="email" type="email" required maxLength={254} autoComplete="off" />
      </Field>
      <Field
        id="member-role"
        label="Role"
        hint={byApproval ? "Roles that can act are proposed afterwards." : undefined}
      >
        <Select name="role" options={byApproval ? roleOptions.slice(0, 1) : roleOptions} />
      </Field>
      <RefusalLine text={refusal} />
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={close}>Cancel</Button>
        <Button type="submit" kind="primary" busy={busy}>
          Add member
        </Button>
      </div>
    </form>
  );
}
