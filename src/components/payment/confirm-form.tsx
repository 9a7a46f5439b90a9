"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox, Field, Input } from "@/components/ui/field";
import { FailureNotice, Notice } from "@/components/ui/notice";
import { type CalendarDate, parseCalendarDate } from "@/core/dates/calendar-date";
import { type Currency, decimalOfMinor, money, parseDecimal } from "@/core/money";
import {
  CONFIRMATION_STRENGTHS,
  type ConfirmationStrength,
  strengthRank,
} from "@/core/payment/buyer-state";
import { formWords } from "./form-words";
import { NameField } from "./name-field";
import { useSubmit } from "./use-submit";

export type ConfirmFormProps = {
  token: string;
  currency: Currency;
  /** What is open, minor units. */
  open: bigint;
  /** The date proposed for a promise: the due date, or today when it has passed. */
  date: CalendarDate;
  /** The earliest date a promise may name. */
  today: CalendarDate;
  /** What was confirmed before; weaker answers are not offered. */
  before: ConfirmationStrength | null;
};

const labels: Record<ConfirmationStrength, { label: string; hint: string }> = {
  seen: { label: formWords.seenLabel, hint: formWords.seenHint },
  matches: { label: formWords.matchesLabel, hint: formWords.matchesHint },
  "will-pay": { label: formWords.willPayLabel, hint: formWords.willPayHint },
};

type Said = { strength: ConfirmationStrength; name: string; amount: bigint | null; date: string };

const useConfirmation = (token: string) =>
  useSubmit(async ({ strength, name, amount, date }: Said) => {
    const { trpc } = await import("@/trpc/client");
    const promised = strength === "will-pay";
    await trpc.payment.confirm.mutate({
      token,
      strength,
      name,
      amount: promised ? amount : null,
      date: promised ? date : null,
    });
  });

/** Three strengths, one name, one button that says what it does. */
export function ConfirmForm(props: ConfirmFormProps) {
  const { token, currency, open, before } = props;
  const offered = CONFIRMATION_STRENGTHS.filter(
    (strength) => strengthRank(strength) > strengthRank(before),
  );
  const [strength, setStrength] = useState<ConfirmationStrength>(
    before === null ? "matches" : "will-pay",
  );
  const [name, setName] = useState("");
  const [text, setText] = useState(decimalOfMinor(open));
  const [date, setDate] = useState<string>(props.date);
  const { submit: confirm, busy, done, failure } = useConfirmation(token);
  const amount = parseDecimal(text.replace(/[,\s]/g, "")) ?? null;
  const day = parseCalendarDate(date);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void confirm({ strength, name, amount, date });
  };
  if (offered.length === 0) return null;
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <fieldset>
        <legend className="font-medium">{formWords.strength}</legend>
        {offered.map((value) => (
          <Checkbox
            key={value}
            kind="radio"
            name="strength"
            value={value}
            checked={strength === value}
            onChange={() => setStrength(value)}
            {...labels[value]}
          />
        ))}
      </fieldset>
      {strength === "will-pay" && (
        <div className="grid gap-4 sm:grid-cols-2">
          <Field id="promise-amount" label={formWords.promiseAmount}>
            <Input
              figures
              prefix={currency}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          </Field>
          <Field id="promise-date" label={formWords.promiseDate}>
            <Input
              type="date"
              min={props.today}
              value={date}
              onChange={(event) => setDate(event.target.value)}
            />
          </Field>
        </div>
      )}
      <NameField id="confirm-name" hint={formWords.nameHint} value={name} onChange={setName} />
      <FailureNotice failure={failure} />
      {done && !failure && (
        <Notice tone="fine" live title={formWords.thanks}>
          {formWords.thanksNext}
        </Notice>
      )}
      <Button kind="primary" type="submit" wide busy={busy}>
        {strength === "will-pay" && amount !== null && day
          ? formWords.confirmPromise(money(currency, amount), day)
          : formWords.confirmButton}
      </Button>
    </form>
  );
}
