"use client";

import { Failure, type FailureProps } from "@/components/shell/failure";
import "./globals.css";

/** The last resort, when even the frame of the page could not be drawn. */
export default function GlobalError({
  error,
  reset,
}: {
  error: FailureProps["error"];
  reset: () => void;
}) {
  return (
    <html lang="en">
      <body className="min-h-dvh">
        <main className="mx-auto max-w-2xl px-4 py-16">
          <h1 className="mb-4 text-xl font-semibold">Quaynote</h1>
          <Failure error={error} retry={reset} />
        </main>
      </body>
    </html>
  );
}
