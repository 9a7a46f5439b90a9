"use client";

import { RefusalLine } from "@/components/organisation/refusal-line";
import { useAct } from "@/components/organisation/use-act";
import { Button } from "@/components/ui/button";
import type { Currency } from "@/core/money";

export type CollectButtonProps = { currency: Currency; word: string; disabled: boolean };

/** Asks the chain to pay what is set aside for the reader's own account to that account. */
export function CollectButton({ currency, word, disabled }: CollectButtonProps) {
  const { busy, refusal, act } = useAct();
  return (
    <div className="flex flex-col items-end gap-1 max-sm:w-full max-sm:items-stretch">
      <Button
        kind="primary"
        busy={busy}
        disabled={disabled}
        onClick={() => void act((door) => door.claim.collect.mutate({ currency }))}
      >
        {word}
      </Button>
      <RefusalLine text={refusal} />
    </div>
  );
}
