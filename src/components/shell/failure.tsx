"use client";

import { useEffect } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

export type FailureProps = {
  error: Error & { digest?: string };
  /** Draws the page again. */
  retry: () => void;
};

/** A page that could not be drawn: says so, names the entry in the log, and offers the way on. */
export function Failure({ error, retry }: FailureProps) {
  useEffect(() => {
    document.title = "Something went wrong · Quaynote";
  }, []);
  return (
    <Notice
      tone="wrong"
      title="This page could not be drawn"
      live
      action={
        <Button size="small" onClick={retry}>
          Try again
        </Button>
      }
    >
      Nothing was changed and nothing was lost. If it happens again, tell us
      {error.digest ? ` the number ${error.digest}` : " what you did"}.
    </Notice>
  );
}
