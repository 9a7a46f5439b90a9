import clsx from "clsx";
import { Icon } from "@/components/ui/icon";
import { toneLook } from "@/components/ui/tone";
import { historyVerdict, type PaymentHistory } from "@/core/risk/history";
import { historyText, historyTone } from "./words";

/** What a counterparty did before, as a shape and words. */
export function HistoryLine({ history }: { history: PaymentHistory }) {
  const look = toneLook[historyTone(historyVerdict(history))];
  return (
    <span className="flex items-start gap-1 text-sm text-muted max-sm:justify-end">
      <Icon name={look.icon} size={12} className={clsx("mt-1", look.text)} />
      {historyText(history)}
    </span>
  );
}
