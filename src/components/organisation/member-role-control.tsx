"use client";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/confirm-dialog";
import { Field, Select } from "@/components/ui/field";
import type { MemberRole } from "@/core/scope/scope";
import { ProposeButton } from "./propose-button";
import { RefusalLine } from "./refusal-line";
import { textOf, useAct } from "./use-act";

/** Each role with what it may do. */
export const roleOptions: { value: MemberRole; label: string }[] = [
  { value: "viewer", label: "Viewer: looks" },
  { value: "maker", label: "Maker: prepares and signs" },
  { value: "checker", label: "Checker: approves" },
  { value: "admin", label: "Administrator: all of it, and members" },
];

export const roleOf = (text: string): MemberRole =>
  roleOptions.find(({ value }) => value === text)?.value ?? "viewer";

export type MemberRoleControlProps = {
  organisation: { id: string; name: string };
  person: { userId: string; name: string };
  role: MemberRole;
  byApproval: boolean;
};

/** Changes what a member may do, or takes them out; it holds from their next click on. */
export function MemberRoleControl(props: MemberRoleControlProps) {
  const { organisation, person, role, byApproval } = props;
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      {role}
      {byApproval && role === "viewer" && (
        <ProposeButton
          organisationId={organisation.id}
          change={{ kind: "member.appoint", userId: person.userId, role: "admin" }}
          word="Propose as administrator"
          effect={`${person.name} becomes administrator of ${organisation.name}.`}
        />
      )}
      <Dialog
        trigger="Change"
        triggerKind="quiet"
        triggerSize="small"
        title={`Change ${person.name}`}
        sentence="It holds from their next click on."
      >
        {(close) => <RoleForm {...props} close={close} />}
      </Dialog>
    </span>
  );
}

function RoleForm({
  organisation,
  person,
  role,
  byApproval,
  close,
}: MemberRoleControlProps & {
  close: () => void;
}) {
  const { busy, refusal, act } = useAct();
  const save = async (next: MemberRole | null) => {
    const change = { organisationId: organisation.id, userId: person.userId, role: next };
    if (await act((door) => door.organisation.changeMember.mutate(change))) close();
  };
  const options = byApproval ? roleOptions.slice(0, 1) : roleOptions;
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void save(roleOf(textOf(new FormData(event.currentTarget), "role")));
      }}
    >
      <Field id={`role-${person.userId}`} label="Role">
        <Select name="role" options={options} defaultValue={role} />
      </Field>
      <RefusalLine text={refusal} />
      <div className="flex flex-wrap justify-between gap-2">
        <Button kind="danger" disabled={busy} onClick={() => void save(null)}>
          Take out of the organisation
        </Button>
        <Button type="submit" kind="primary" busy={busy}>
          Save role
        </Button>
      </div>
    </form>
  );
}
