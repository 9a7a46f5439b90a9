"use client";

import { useRef, useState } from "react";
import { RefusalLine } from "@/components/organisation/refusal-line";
import { useAct } from "@/components/organisation/use-act";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from "@/core/session/session";

/** Changes the own password; every other session of the person ends. */
export function ChangePasswordForm() {
  const { busy, refusal, act } = useAct();
  const form = useRef<HTMLFormElement>(null);
  const [ended, setEnded] = useState<number>();
  const change = (data: FormData) =>
    act(async (door) => {
      setEnded(undefined);
      const done = await door.session.changePassword.mutate({
        current: String(data.get("current")),
        next: String(data.get("next")),
      });
      setEnded(done.ended);
      form.current?.reset();
    });
  const lengths = { minLength: PASSWORD_LENGTH_MIN, maxLength: PASSWORD_LENGTH_MAX };
  return (
    <form
      ref={form}
      className="flex max-w-md flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void change(new FormData(event.currentTarget));
      }}
    >
      <Field id="current" label="Present password">
        <Input name="current" type="password" autoComplete="current-password" required />
      </Field>
      <Field
        id="next"
        label="New password"
        hint="At least 12 characters; a short sentence is good."
      >
        <Input name="next" type="password" autoComplete="new-password" required {...lengths} />
      </Field>
      <RefusalLine text={refusal} />
      {ended !== undefined && (
        <Notice tone="fine" title="The password is changed" live>
          {ended === 0 ? "No other session was open." : `${ended} other sessions were ended.`}
        </Notice>
      )}
      <div>
        <Button type="submit" kind="primary" busy={busy}>
          Change password
        </Button>
      </div>
    </form>
  );
}
