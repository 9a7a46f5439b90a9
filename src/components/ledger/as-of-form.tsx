import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { calendarDateAt, HONG_KONG_OFFSET_SECONDS } from "@/core/dates/day-count";

export type AsOfFormProps = {
  /** Also the base of the field's id. */
  name: string;
  /** Address of the export. */
  action: string;
  /** What the file is, on the button. */
  word: string;
  /** Parameters that go along. */
  keep?: Record<string, string>;
};

/** Asks for a date and saves the file as it stood at the end of that day. */
export function AsOfForm({ name, action, word, keep = {} }: AsOfFormProps) {
  const today = calendarDateAt(new Date(), HONG_KONG_OFFSET_SECONDS);
  return (
    <form method="get" action={action} className="flex flex-wrap items-end gap-3">
      {Object.entries(keep).map(([key, value]) => (
        <input key={key} type="hidden" name={key} value={value} />
      ))}
      <Field id={`${name}-as-of`} label="At the end of (Hong Kong)">
        <Input type="date" name="asOf" defaultValue={today} required />
      </Field>
      <Button type="submit" icon="download">
        {word}
      </Button>
    </form>
  );
}
