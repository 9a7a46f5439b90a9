"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field, Select } from "@/components/ui/field";
import { FailureNotice } from "@/components/ui/notice";
import { Card } from "@/components/ui/section";
import { trpc, wordsOf } from "@/trpc/client";
import { importWords as words } from "./words";

type Included = { document: number; dueDate?: string }[];

type Props = {
  importId: string;
  form: string;
  /** Orders that would be imported without any held document. */
  financeable: number;
  read: number;
  warehouse: string | undefined;
  warehouses: { id: string; name: string }[];
};

const includedOf = (form: HTMLFormElement): Included => {
  const data = new FormData(form);
  return data.getAll("include").map((value) => {
    const dueDate = data.get(`due-${value}`);
    return {
      document: Number(value),
      ...(typeof dueDate === "string" && dueDate !== "" ? { dueDate } : {}),
    };
  });
};

/** Chooses the warehouse and imports exactly as many orders as the button says. */
export function CommitBar({ importId, form, financeable, read, warehouse, warehouses }: Props) {
  const router = useRouter();
  const [included, setIncluded] = useState<Included>([]);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<{ says: string; next: string }>();
  useEffect(() => {
    const update = () => {
      const element = document.getElementById(form);
      if (element instanceof HTMLFormElement) setIncluded(includedOf(element));
    };
    document.addEventListener("change", update);
    return () => document.removeEventListener("change", update);
  }, [form]);
  const expected = financeable + included.length;
  const commit = async () => {
    if (!warehouse) return;
    setBusy(true);
    setFailure(undefined);
    try {
      await trpc.import.commit.mutate({ importId, warehouseId: warehouse, included, expected });
      router.refresh();
    } catch (error) {
      setFailure(wordsOf(error));
      router.refresh();
    } finally {
      setBusy(false);
    }
  };
  const discard = async () => {
    await trpc.import.discard.mutate({ importId });
    router.push("/imports");
    router.refresh();
  };
  return (
    <Card className="sticky bottom-3 z-20">
      <form id={form} className="contents" />
      <FailureNotice failure={failure} className="mb-3" />
      <div className="flex flex-wrap items-end justify-between gap-4">
        <Field
          id="warehouse"
          label={words.warehouse}
          hint={words.warehouseHint}
          className="sm:w-80"
        >
          <Select
            value={warehouse}
            onChange={(event) => {
              const query = new URLSearchParams(window.location.search);
              query.set("warehouse", event.target.value);
              router.replace(`?${query}`, { scroll: false });
            }}
            options={warehouses.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Field>
        <div className="flex flex-wrap items-center gap-3 max-sm:w-full max-sm:*:grow">
          {expected < read && (
            <span className="text-sm text-muted">{words.left(read - expected)}</span>
          )}
          <ConfirmDialog
            trigger={words.discard}
            title={words.discardTitle}
            confirm={words.discard}
            onConfirm={discard}
          >
            {words.discardText}
          </ConfirmDialog>
          <Button
            kind="primary"
            busy={busy}
            disabled={expected === 0 || !warehouse}
            onClick={commit}
          >
            {expected === 0 ? words.nothing : words.importButton(expected)}
          </Button>
        </div>
      </div>
    </Card>
  );
}
