"use client";

import { Failure, type FailureProps } from "@/components/shell/failure";

export default function RootError({
  error,
  reset,
}: {
  error: FailureProps["error"];
  reset: () => void;
}) {
  return (
    <main className="mx-auto max-w-2xl px-4 py-16">
      <h1 className="sr-only">Quaynote</h1>
      <Failure error={error} retry={reset} />
    </main>
  );
}
