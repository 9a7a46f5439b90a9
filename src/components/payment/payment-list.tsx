import { Moment } from "@/components/date/date-text";
import { Hash } from "@/components/hash/hash";
import { Money } from "@/components/money/money";
import { knownState } from "@/components/status/known-state";
import { StatusChip } from "@/components/status/status-chip";
import { money } from "@/core/money";
import type { Debt } from "./debt-view";
import { paymentWords } from "./words";

/** Payments on their way and arrived, newest first, each with its receipt. */
export function PaymentList({ debt }: { debt: Debt }) {
  const { payments, currency } = debt;
  if (payments.length === 0) return <p className="text-muted">{paymentWords.arrivalsNone}</p>;
  return (
    <ul className="divide-y" aria-live="polite">
      {payments.map((line) => (
        <li key={line.id} className="flex flex-col gap-1 py-3 first:pt-0 last:pb-0">
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
            <span>
              <Money strong value={money(currency, line.amount)} />{" "}
              <span className="text-muted">
                {line.way === "wallet" ? paymentWords.wayWallet : paymentWords.wayTransfer}
              </span>
            </span>
            <StatusChip subject="intent" state={knownState("intent", line.step)} />
          </div>
          <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-muted">
            <Moment at={line.at} />
            {line.txHash && (
              <span>
                {paymentWords.receipt}{" "}
                <Hash value={line.txHash} what="transaction" href={`/verify?q=${line.txHash}`} />
              </span>
            )}
          </div>
          {line.surplus > 0n && (
            <p className="text-sm text-attention">
              {paymentWords.surplusPart(money(currency, line.surplus))}
            </p>
          )}
          {line.step === "failed" && (
            <p className="text-sm text-wrong">{line.error ?? paymentWords.failed}</p>
          )}
        </li>
      ))}
    </ul>
  );
}
