import { Field, Input } from "@/components/ui/field";
import { formWords } from "./form-words";

type NameFieldProps = {
  id: string;
  hint?: string;
  value: string;
  onChange: (name: string) => void;
};

/** Who says so, for a buyer who has a link and no account. */
export function NameField({ id, hint, value, onChange }: NameFieldProps) {
  return (
    <Field id={id} label={formWords.name} hint={hint}>
      <Input
        autoComplete="name"
        maxLength={120}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}
