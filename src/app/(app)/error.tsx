"use client";

import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

/** What a page shows when the server failed while drawing it. */
export default function PageError({ reset }: { error: Error; reset: () => void }) {
  return (
    <Notice
      tone="wrong"
      title="This page could not be shown"
      live
      action={<Button onClick={reset}>Try again</Button>}
    >
      Nothing was changed or lost. If it stays, tell the platform the time of this message.
    </Notice>
  );
}
