import { creditWords, reasonText } from "@/components/credit/words";
import { Moment } from "@/components/date/date-text";
import { Hash } from "@/components/hash/hash";
import { Money } from "@/components/money/money";
import { money } from "@/core/money";
import type { Debt } from "./debt-view";
import { paymentWords } from "./words";

/** Credit notes that the chain has booked, each with its reason and receipt. */
export function CreditList({ debt }: { debt: Debt }) {
  return (
    <ul className="divide-y">
      {debt.credits.map(({ key, words, amount, documentHash, at, txHash }) => (
        <li key={key} className="flex flex-col gap-1 py-3 first:pt-0 last:pb-0">
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
            <span>
              {words?.number ?? creditWords.unnamed}
              {words && <span className="text-muted">, {reasonText(words)}</span>}
            </span>
            <Money strong value={money(debt.currency, amount)} />
          </div>
          <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-muted">
            <span>
              {paymentWords.creditedOn} <Moment at={at} />
            </span>
            <span>
              {creditWords.document} <Hash value={documentHash} what="document hash" />
            </span>
            {txHash && (
              <span>
                {paymentWords.receipt}{" "}
                <Hash value={txHash} what="transaction" href={`/verify?q=${txHash}`} />
              </span>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
