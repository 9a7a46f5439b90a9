import { Moment } from "@/components/date/date-text";
import { Hash } from "@/components/hash/hash";
import { Money } from "@/components/money/money";
import { IntentSteps } from "@/components/status/intent-steps";
import { knownState } from "@/components/status/known-state";
import { StatusChip } from "@/components/status/status-chip";
import { type Currency, money } from "@/core/money";
import type { DeliveryPanelView } from "./delivery-view";
import { deliveryWords as words } from "./words";

type Props = { steps: DeliveryPanelView["steps"]; currency: Currency };

/** What was signed so far and how far each release has come; survives a reload. */
export function ConfirmationSteps({ steps, currency }: Props) {
  if (steps.length === 0) return null;
  return (
    <div>
      <h3 className="font-semibold">{words.steps}</h3>
      <ul className="mt-2 divide-y border-y">
        {steps.map((step) => (
          <li key={step.id} className="flex flex-col gap-2 py-3">
            <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
              <span className="font-medium">{words.stepTitle(step.sequence)}</span>
              <Money value={money(currency, step.delivered)} />
              <StatusChip subject="attestation" state={knownState("attestation", step.status)} />
            </div>
            <p className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted">
              <span>{words.stepDetail(step)}</span>
              <Moment at={step.createdAt} />
              {step.signedBy && <span>{words.by(step.signedBy)}</span>}
              <span>
                {words.evidence} <Hash value={step.evidenceHash} what="evidence hash" />
              </span>
              {step.txHash && (
                <Hash value={step.txHash} what="transaction" href={`/verify?q=${step.txHash}`} />
              )}
            </p>
            {step.step && (
              <IntentSteps
                label={words.stepTitle(step.sequence)}
                state={knownState("intent", step.step)}
                reason={step.error ?? undefined}
              />
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
