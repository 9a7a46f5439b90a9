"use client";

import { lazy, Suspense, useState } from "react";

const forms = {
  dispute: lazy(() => import("./dispute-form").then((each) => ({ default: each.DisputeForm }))),
  settle: lazy(() =>
    import("./settle-dispute-form").then((each) => ({ default: each.SettleDisputeForm })),
  ),
};

type Props = { token: string; word: string; act: keyof typeof forms };

/** The way to disagree, or to agree again, folded away; its form loads when somebody opens it. */
export function DisputeLater({ token, word, act }: Props) {
  const [open, setOpen] = useState(false);
  const Form = forms[act];
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="cursor-pointer font-medium">{word}</summary>
      {open && (
        <Suspense fallback={null}>
          <Form token={token} />
        </Suspense>
      )}
    </details>
  );
}
