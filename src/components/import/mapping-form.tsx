"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, Select } from "@/components/ui/field";
import { FailureNotice } from "@/components/ui/notice";
import { trpc, wordsOf } from "@/trpc/client";
import { importWords as words } from "./words";

type Props = {
  importId: string;
  header: readonly string[];
  mapping: readonly (string | null)[];
  /** Names of the columns a table may have. */
  columns: readonly string[];
  /** First values of each column. */
  samples: readonly string[];
  ambiguous: { numbers: boolean; dates: boolean };
  decimalMark: "." | "," | undefined;
  dateOrder: "day-first" | "month-first" | undefined;
};

const plain = (column: string): string => column.replaceAll("_", " ");

const pick = <T extends string>(data: FormData, name: string, allowed: readonly T[]) =>
  allowed.find((value) => value === data.get(name));

/** Says what each column is and how ambiguous figures and dates are meant; the file is read again. */
export function MappingForm(props: Props) {
  const { importId, header, mapping, columns, samples, ambiguous } = props;
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<{ says: string; next: string }>();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    setBusy(true);
    setFailure(undefined);
    try {
      const chosen = header.map((head, index) => [head, data.get(`column-${index}`) || null]);
      const { importId: next } = await trpc.import.replan.mutate({
        importId,
        columns: Object.fromEntries(chosen),
        decimalMark: pick(data, "decimal", [".", ","]),
        dateOrder: pick(data, "dates", ["day-first", "month-first"]),
      });
      router.replace(`/imports/${next}`);
    } catch (error) {
      setFailure(wordsOf(error));
    } finally {
      setBusy(false);
    }
  };
  const options = [
    { value: "", label: words.unused },
    ...columns.map((column) => ({ value: column, label: plain(column) })),
  ];
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <FailureNotice failure={failure} />
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
        {ambiguous.numbers && (
          <Field id="decimal" label={words.numbers} hint={words.numbersHint}>
            <Select
              name="decimal"
              defaultValue={props.decimalMark ?? ""}
              options={[
                { value: "", label: words.byFile },
                { value: ".", label: words.point },
                { value: ",", label: words.comma },
              ]}
            />
          </Field>
        )}
        {ambiguous.dates && (
          <Field id="dates" label={words.dates} hint={words.datesHint}>
            <Select
              name="dates"
              defaultValue={props.dateOrder ?? ""}
              options={[
                { value: "", label: words.byFile },
                { value: "day-first", label: words.dayFirst },
                { value: "month-first", label: words.monthFirst },
              ]}
            />
          </Field>
        )}
        {header.map((head, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two columns of a file may have the same head
          <Field key={index} id={`column-${index}`} label={head || "–"} hint={samples[index]}>
            <Select
              name={`column-${index}`}
              defaultValue={mapping[index] ?? ""}
              options={options}
            />
          </Field>
        ))}
      </div>
      <div>
        <Button type="submit" busy={busy}>
          {words.readAgain}
        </Button>
      </div>
    </form>
  );
}
