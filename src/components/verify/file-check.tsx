"use client";

import { useRouter } from "next/navigation";
import { lazy, Suspense, useState } from "react";
import { FileDrop } from "@/components/ui/file-drop";
import { FailureNotice } from "@/components/ui/notice";
import type { ProofResult } from "./proof-result";
import { verifyWords } from "./words";

const VerifyResult = lazy(() =>
  import("./result").then(({ VerifyResult: component }) => ({ default: component })),
);

/** Larger JSON files are hashed like any other document. */
const PROOF_BYTES_MAX = 60_000;

const hashOf = async (file: File): Promise<string> => {
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return `0x${Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
};

/** The text of an order proof, or null when the file is an ordinary document. */
const proofOf = async (file: File): Promise<string | null> => {
  if (file.size > PROOF_BYTES_MAX || !file.name.toLowerCase().endsWith(".json")) return null;
  const text = await file.text();
  return text.includes('"ordersRoot"') && text.includes('"proof"') ? text : null;
};

/** Hashes a dropped file on the device and asks for the hash; an order proof is sent as it is. */
export function FileCheck() {
  const router = useRouter();
  const [busy, setBusy] = useState<string>();
  const [result, setResult] = useState<ProofResult>();
  const [failure, setFailure] = useState<{ says: string; next: string }>();
  const check = async (files: File[]) => {
    const [file] = files;
    if (!file) return;
    setBusy(file.name);
    setFailure(undefined);
    setResult(undefined);
    try {
      const proof = await proofOf(file);
      if (proof === null) router.push(`/verify?q=${await hashOf(file)}`);
      else {
        const { trpc } = await import("@/trpc/client");
        setResult(await trpc.verify.check.query({ text: proof }));
      }
    } catch (error) {
      const unread = error instanceof DOMException;
      const { wordsOf } = await import("@/trpc/client");
      setFailure(
        unread
          ? { says: verifyWords.unreadable, next: verifyWords.unreadableNext }
          : wordsOf(error),
      );
    }
    setBusy(undefined);
  };
  return (
    <div className="flex flex-col gap-4">
      <FileDrop
        id="verify-file"
        label={verifyWords.file}
        hint={verifyWords.fileHint}
        busy={busy !== undefined}
        onFiles={(files) => void check(files)}
      />
      {busy && (
        <p role="status" className="text-muted">
          {verifyWords.hashing(busy)}
        </p>
      )}
      <FailureNotice failure={failure} />
      {result && (
        <Suspense fallback={null}>
          <VerifyResult result={result} />
        </Suspense>
      )}
    </div>
  );
}
