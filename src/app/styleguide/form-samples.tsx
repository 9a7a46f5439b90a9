import { Button } from "@/components/ui/button";
import { Checkbox, Field, Input, Select, Textarea } from "@/components/ui/field";
import { FileDrop } from "@/components/ui/file-drop";
import { Section } from "@/components/ui/section";

export function FormSamples() {
  return (
    <Section
      title="Forms"
      sentence="Validation stays on the server; what it found stands at the field."
    >
      <div className="grid gap-8 lg:grid-cols-2">
        <form className="flex flex-col gap-4">
          <Field id="amount" label="Amount to fund" hint="Between HKD 1,000.00 and HKD 96,000.00">
            <Input name="amount" figures prefix="HKD" defaultValue="80,000.00" />
          </Field>
          <Field
            id="licence"
            label="Licence number"
            error="This number belongs to another lender. Check the certificate."
          >
            <Input name="licence" defaultValue="0421/2026" />
          </Field>
          <Field id="class" label="Licence class">
            <Select
              name="class"
              options={[
                { value: "bank", label: "Authorised institution" },
                { value: "lender", label: "Money lender" },
                { value: "fund", label: "Fund" },
              ]}
            />
          </Field>
          <Field id="note" label="Note to the checker" optional>
            <Textarea name="note" />
          </Field>
          <Checkbox
            name="setoff"
            label="We pay without set-off"
            hint="Your strongest promise; lenders charge less."
          />
          <div className="flex flex-wrap gap-2">
            <Button kind="primary" type="submit">
              Propose
            </Button>
            <Button>Save draft</Button>
            <Button kind="quiet">Cancel</Button>
            <Button kind="danger" icon="trash-2">
              Discard
            </Button>
            <Button kind="primary" busy>
              Signing
            </Button>
            <Button size="small">Small</Button>
          </div>
        </form>
        <FileDrop
          id="file"
          label="Drop a UBL or CSV file, or choose one"
          hint="Up to 10 MB. Nothing is saved until you commit the plan."
          accept=".xml,.csv"
        />
      </div>
    </Section>
  );
}
