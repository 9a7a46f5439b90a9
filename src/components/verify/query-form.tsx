import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { verifyWords } from "./words";

/** A plain form with method GET: works without any script, and the answer has an address. */
export function QueryForm({ value }: { value: string }) {
  return (
    <form method="get" action="/verify" className="flex flex-col gap-3">
      <Field id="verify-query" label={verifyWords.field} hint={verifyWords.fieldHint}>
        <Input
          name="q"
          defaultValue={value}
          autoComplete="off"
          spellCheck={false}
          className="font-mono"
          required
        />
      </Field>
      <div>
        <Button kind="primary" type="submit" icon="shield-check">
          {verifyWords.check}
        </Button>
      </div>
    </form>
  );
}
