"use client";

import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { Select } from "@/components/ui/field";

export type OrganisationSwitchProps = {
  current: string;
  organisations: { id: string; name: string; role: string }[];
};

/** Chooses for which organisation a person of several acts; the whole session moves. */
export function OrganisationSwitch({ current, organisations }: OrganisationSwitchProps) {
  const id = useId();
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const move = async (organisationId: string) => {
    setBusy(true);
    const { trpc, wordsOf } = await import("@/trpc/client");
    try {
      await trpc.session.switchOrganisation.mutate({ organisationId });
      router.push("/home");
      router.refresh();
    } catch (error) {
      setRefusal(wordsOf(error).says);
    }
    setBusy(false);
  };
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-xs font-medium text-muted">
        Acting for
      </label>
      <Select
        id={id}
        value={current}
        disabled={busy}
        onChange={(event) => move(event.target.value)}
        options={organisations.map(({ id: value, name }) => ({ value, label: name }))}
      />
      {refusal && (
        <p role="alert" className="text-sm text-wrong">
          {refusal}
        </p>
      )}
    </div>
  );
}
