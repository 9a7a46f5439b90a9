"use client";

import { Field, Input, Select, Textarea } from "@/components/ui/field";
import { FileDrop } from "@/components/ui/file-drop";
import { Section } from "@/components/ui/section";
import { CREDIT_CAUSES, isCreditCause } from "@/core/credit/credit-note";
import type { CreditDraft } from "./credit-draft";
import type { CreditFormView } from "./credit-view";
import { causeWords, creditWords as words } from "./words";

type Props = {
  form: CreditFormView;
  draft: CreditDraft;
  room: string;
  /** What is wrong with the amount, or null; an empty one is not wrong yet. */
  amountProblem: string | null;
  change: (change: Partial<CreditDraft>) => void;
  onFile: (file: File) => void;
};

const CAUSES = [
  { value: "", label: words.causeNone },
  ...CREDIT_CAUSES.map((value) => ({ value, label: causeWords[value] })),
];

/** Amount, number, reason and document of a credit note. */
export function CreditFields({ form, draft, room, amountProblem, change, onFile }: Props) {
  return (
    <Section title={words.fields}>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          id="credit-amount"
          label={words.amount}
          hint={words.amountHint(room)}
          error={amountProblem ?? undefined}
        >
          <Input
            figures
            required
            prefix={form.currency}
            value={draft.amount}
            onChange={({ target }) => change({ amount: target.value })}
          />
        </Field>
        <Field id="credit-number" label={words.number} hint={words.numberHint(form.buyer)}>
          <Input
            required
            maxLength={60}
            autoComplete="off"
            value={draft.number}
            onChange={({ target }) => change({ number: target.value })}
          />
        </Field>
        <Field id="credit-cause" label={words.cause}>
          <Select
            required
            value={draft.cause ?? ""}
            options={CAUSES}
            onChange={({ target }) =>
              change({ cause: isCreditCause(target.value) ? target.value : null })
            }
          />
        </Field>
        <Field
          id="credit-note"
          label={words.note}
          hint={words.noteHint}
          optional={draft.cause !== "other"}
          className="sm:col-span-2"
        >
          <Textarea
            rows={2}
            maxLength={300}
            value={draft.note}
            onChange={({ target }) => change({ note: target.value })}
          />
        </Field>
        <div className="sm:col-span-2">
          <FileDrop
            id="credit-file"
            label={words.file}
            hint={words.fileHint}
            onFiles={([file]) => file && onFile(file)}
          />
        </div>
      </div>
    </Section>
  );
}
