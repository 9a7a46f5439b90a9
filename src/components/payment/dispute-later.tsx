"use client";

import { lazy, Suspense, useState } from "react";

const DisputeForm = lazy(() =>
  import("./dispute-form").then(({ DisputeForm: component }) => ({ default: component })),
);

/** The way to disagree, folded away; its form loads when somebody opens it. */
export function DisputeLater({ token, word }: { token: string; word: string }) {
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="cursor-pointer font-medium">{word}</summary>
      {open && (
        <Suspense fallback={null}>
          <DisputeForm token={token} />
        </Suspense>
      )}
    </details>
  );
}
