import { Moment } from "@/components/date/date-text";
import { Hash } from "@/components/hash/hash";
import { IntentSteps } from "@/components/status/intent-steps";
import { knownState } from "@/components/status/known-state";
import { Chip, StatusChip } from "@/components/status/status-chip";
import { type Currency, money } from "@/core/money";
import type { FundPanelView } from "./fund-panel-view";
import { fundingWords } from "./words";

type Props = { fundings: FundPanelView["fundings"]; currency: Currency; inEscrow: boolean };

/** The lender's own fundings of this receivable and how far each has come. */
export function FundingSteps(props: Props) {
  return (
    <div aria-live="polite" className="empty:hidden">
      {props.fundings.length > 0 && <FundingList {...props} />}
    </div>
  );
}

function FundingList({ fundings, currency, inEscrow }: Props) {
  return (
    <ul aria-label={fundingWords.yourFundings} className="divide-y">
      {fundings.map((funding) => (
        <li key={funding.id} className="flex flex-col gap-2 py-3 first:pt-0 last:pb-0">
          <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <span className="font-medium">
              {fundingWords.fundingOf(money(currency, funding.amount))}
            </span>
            {funding.status === "funded" && !inEscrow ? (
              <Chip
                tone="fine"
                word={fundingWords.leftEscrow}
                title={fundingWords.leftEscrowHint}
              />
            ) : (
              <StatusChip subject="funding" state={knownState("funding", funding.status)} />
            )}
            <span className="text-sm text-muted">
              <Moment at={funding.createdAt} />
            </span>
            {funding.txHash && (
              <Hash
                value={funding.txHash}
                what="transaction"
                href={`/verify?q=${funding.txHash}`}
              />
            )}
          </div>
          <IntentSteps
            label={fundingWords.fundingOf(money(currency, funding.amount))}
            state={knownState("intent", funding.step)}
            reason={funding.error ?? undefined}
          />
        </li>
      ))}
    </ul>
  );
}
