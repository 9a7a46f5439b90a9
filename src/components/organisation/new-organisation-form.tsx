"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button, LinkButton } from "@/components/ui/button";
import { Field, Input, Select } from "@/components/ui/field";
import { RefusalLine } from "./refusal-line";
import { textOf, useAct } from "./use-act";

const kinds = [
  { value: "seller", label: "Seller" },
  { value: "lender", label: "Lender" },
  { value: "warehouse", label: "Warehouse" },
] as const;

const custodies = [
  { value: "platform", label: "The platform keeps its key" },
  { value: "wallet", label: "Its own wallet" },
] as const;

const pick = <T extends string>(
  options: readonly { value: T; label: string }[],
  value: string,
): T => {
  const [first] = options;
  const found = options.find((option) => option.value === value) ?? first;
  if (!found) throw new Error("A list without options.");
  return found.value;
};

/** Enters an organisation as a draft and opens its page. */
export function NewOrganisationForm() {
  const router = useRouter();
  const { busy, refusal, act } = useAct();
  const [kind, setKind] = useState<string>("seller");
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    void act(async (door) => {
      const { organisationId } = await door.organisation.draft.mutate({
        kind: pick(kinds, textOf(form, "kind")),
        name: textOf(form, "name"),
        legalId: textOf(form, "legalId") || null,
        country: textOf(form, "country").toUpperCase() || null,
        custody: pick(custodies, textOf(form, "custody")),
      });
      router.push(`/organisations/${organisationId}`);
    });
  };
  return (
    <form onSubmit={submit} className="flex max-w-xl flex-col gap-4">
      <Field id="kind" label="Kind">
        <Select
          name="kind"
          options={[...kinds]}
          value={kind}
          onChange={(event) => setKind(event.target.value)}
        />
      </Field>
      <Field id="name" label="Name" hint="As in the register of companies.">
        <Input name="name" required maxLength={120} autoComplete="off" />
      </Field>
      <Field id="legalId" label="Registration number" optional>
        <Input name="legalId" maxLength={60} autoComplete="off" />
      </Field>
      <Field id="country" label="Country" hint="Two letters, for example HK." optional>
        <Input name="country" maxLength={2} pattern="[A-Za-z]{2}" autoComplete="off" />
      </Field>
      <Field
        id="custody"
        label="Who keeps its key"
        hint={
          kind === "lender"
            ? "With its own wallet, the lender proves the account before activation."
            : "The platform's custody needs no wallet and no fees."
        }
      >
        <Select name="custody" options={[...custodies]} />
      </Field>
      <RefusalLine text={refusal} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" kind="primary" busy={busy}>
          Enter organisation
        </Button>
        <LinkButton href="/organisations">Cancel</LinkButton>
      </div>
    </form>
  );
}
