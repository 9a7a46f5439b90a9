"use client";

import { lazy, Suspense, useState } from "react";

const DisputeForms = lazy(() => import("./dispute-forms"));

type Props = { token: string; word: string; act: "dispute" | "settle" };

/** The way to disagree, or to agree again, folded away; its form loads when somebody opens it. */
export function DisputeLater({ token, word, act }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="cursor-pointer font-medium">{word}</summary>
      {open && (
        <Suspense fallback={null}>
          <DisputeForms token={token} act={act} />
        </Suspense>
      )}
    </details>
  );
}
