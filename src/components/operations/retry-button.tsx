"use client";

import { RefusalLine } from "@/components/organisation/refusal-line";
import { useAct } from "@/components/organisation/use-act";
import { Button } from "@/components/ui/button";

export type RetryButtonProps = { intentId: string; what: string };

/** Puts a failed chain write back in the queue. */
export function RetryButton({ intentId, what }: RetryButtonProps) {
  const { busy, refusal, act } = useAct();
  return (
    <div className="flex flex-col items-start gap-1">
      <Button
        size="small"
        busy={busy}
        aria-label={`Try again: ${what}`}
        onClick={() => void act((door) => door.operations.retry.mutate({ intentId }))}
      >
        Try again
      </Button>
      <RefusalLine text={refusal} />
    </div>
  );
}
