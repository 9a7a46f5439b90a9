"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { FileDrop } from "@/components/ui/file-drop";
import { Notice } from "@/components/ui/notice";
import { Progress } from "@/components/ui/progress";
import { importWords as words } from "./words";

type Failure = { name: string; says: string; next: string };
type Answer = { importId: string; known: boolean };

const send = async (file: File): Promise<Answer> => {
  const response = await fetch("/api/uploads", {
    method: "POST",
    headers: {
      "content-type": "application/octet-stream",
      "x-file-name": encodeURIComponent(file.name),
    },
    body: file,
  });
  if (response.ok) return response.json();
  const refusal = await response.json().catch(() => words.unreachable);
  throw Object.assign(new Error(refusal.says), { next: refusal.next });
};

/** Takes files, has each planned, and leads to the plan. */
export function UploadPanel() {
  const router = useRouter();
  const [busy, setBusy] = useState<{ done: number; total: number }>();
  const [failures, setFailures] = useState<Failure[]>([]);
  const upload = async (files: File[]) => {
    setFailures([]);
    const answers: Answer[] = [];
    const failed: Failure[] = [];
    for (const [done, file] of files.entries()) {
      setBusy({ done, total: files.length });
      try {
        answers.push(await send(file));
      } catch (error) {
        const { message, next = "" } = error as Error & { next?: string };
        failed.push({ name: file.name, says: message, next });
      }
    }
    setFailures(failed);
    setBusy(undefined);
    const [only] = answers;
    if (files.length === 1 && only)
      router.push(`/imports/${only.importId}${only.known ? "?known=1" : ""}`);
    else if (answers.length > 0) router.push("/imports");
    router.refresh();
  };
  return (
    <div className="flex flex-col gap-3">
      <FileDrop
        id="import-files"
        label={words.drop}
        hint={words.dropHint}
        accept=".xml,.csv,.txt,.tsv"
        multiple
        busy={busy !== undefined}
        onFiles={upload}
      />
      {busy && busy.total > 1 && (
        <Progress label={words.reading} done={busy.done} total={busy.total} />
      )}
      {failures.map(({ name, says, next }) => (
        <Notice key={name} tone="wrong" live title={`${name}: ${says}`}>
          {next}
        </Notice>
      ))}
    </div>
  );
}
