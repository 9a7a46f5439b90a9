"use client";

import { Checkbox, Field, Select } from "@/components/ui/field";
import type { OfferTerms } from "@/core/offer/offer-terms";
import { offerWords as words } from "./words";

type Props = { terms: OfferTerms; onChange: (terms: OfferTerms) => void };

type NumberKey = "advanceBps" | "rateBps" | "lateRateBps" | "fundDays" | "deliverDays";

const FIELDS: readonly { key: NumberKey; label: string; values: readonly number[] }[] = [
  {
    key: "advanceBps",
    label: words.advance,
    values: [5_000, 6_000, 7_000, 7_500, 8_000, 8_500, 9_000],
  },
  {
    key: "rateBps",
    label: words.rate,
    values: [600, 800, 900, 1_000, 1_100, 1_200, 1_400, 1_600, 1_800, 2_400, 3_000, 3_600],
  },
  {
    key: "lateRateBps",
    label: words.lateRate,
    values: [600, 800, 1_000, 1_200, 1_500, 1_800, 2_400, 3_000, 3_600],
  },
  { key: "fundDays", label: words.fund, values: [1, 3, 7, 14, 30] },
  { key: "deliverDays", label: words.deliver, values: [7, 14, 30, 45, 60, 90] },
];

const textOf = (key: NumberKey, value: number): string =>
  key === "fundDays" || key === "deliverDays" ? words.days(value) : words.rateOf(value);

/** Terms to choose from; nothing has to be typed. */
export function OfferTermsFields({ terms, onChange }: Props) {
  return (
    <div className="flex flex-col gap-4">
      {FIELDS.map(({ key, label, values }) => (
        <Field key={key} id={`offer-${key}`} label={label}>
          <Select
            value={terms[key]}
            onChange={(event) => onChange({ ...terms, [key]: Number(event.target.value) })}
            options={values.map((value) => ({ value: String(value), label: textOf(key, value) }))}
          />
        </Field>
      ))}
      <Checkbox
        checked={terms.recourse}
        onChange={(event) => onChange({ ...terms, recourse: event.target.checked })}
        label={words.recourse}
        hint={words.recourseHint}
      />
      <Checkbox
        checked={terms.rateOverride}
        onChange={(event) => onChange({ ...terms, rateOverride: event.target.checked })}
        label={words.override}
        hint={words.overrideHint}
      />
    </div>
  );
}
