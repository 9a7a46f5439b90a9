import { Moment } from "@/components/date/date-text";
import { Hash } from "@/components/hash/hash";
import { Money, moneyText } from "@/components/money/money";
import { IntentSteps } from "@/components/status/intent-steps";
import { knownState } from "@/components/status/known-state";
import { Chip } from "@/components/status/status-chip";
import { Section } from "@/components/ui/section";
import { money } from "@/core/money";
import { isUnderWay, mayAct, type OwnClaims } from "./claim-view";
import { CollectButton } from "./collect-button";
import { claimWords as words } from "./words";

type Claim = OwnClaims["waiting"][number];

/** Money that waits for the reader's own account, why, and the button once it can be paid; nothing where there is none. */
export function OwnClaimsSection({ claims }: { claims: OwnClaims }) {
  const { waiting, collected, viewer } = claims;
  if (waiting.length === 0 && collected.length === 0) return null;
  return (
    <Section
      title={waiting.length > 0 ? words.own : words.ownBefore}
      sentence={waiting.length > 0 ? words.ownSentence : undefined}
      id="set-aside"
      className="mb-6"
    >
      <div className="flex flex-col gap-5 divide-y *:not-first:pt-5">
        {waiting.map((claim) => (
          <OwnClaim key={claim.currency} claim={claim} viewer={viewer} />
        ))}
        {collected.length > 0 && <Collected collected={collected} />}
      </div>
    </Section>
  );
}

function OwnClaim({ claim, viewer }: { claim: Claim; viewer: string }) {
  const { currency, minor, obstacle, write } = claim;
  const sum = moneyText(money(currency, minor));
  const { word, tone, says } = words.obstacles[obstacle];
  const running = write !== null && isUnderWay(write.step);
  return (
    <div>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Money size="figure" value={money(currency, minor)} />
          <Chip tone={tone} word={word} />
        </p>
        {mayAct(viewer) && !running && (
          <CollectButton
            currency={currency}
            word={words.collect(sum)}
            disabled={obstacle !== "free"}
          />
        )}
      </div>
      <p className="mt-1 text-pretty">{says(currency)}</p>
      {!mayAct(viewer) && <p className="mt-1 text-sm text-muted">{words.viewer}</p>}
      {write && (
        <div className="mt-4">
          <IntentSteps
            label={words.collecting(sum)}
            state={knownState("intent", write.step)}
            reason={write.error ?? undefined}
          />
        </div>
      )}
      <Payments payments={claim.payments} />
    </div>
  );
}

function Payments({ payments }: Pick<Claim, "payments">) {
  return (
    <div className="mt-4 text-sm">
      <h3 className="font-semibold">{words.payments}</h3>
      <ul className="mt-1 divide-y border-y">
        {payments.map(({ receivableId, reference, currency, minor, at, txHash }) => (
          <li
            key={`${txHash}:${receivableId}:${minor}`}
            className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2"
          >
            <a href={`/receivables/${receivableId}`} className="link">
              {words.payment(moneyText(money(currency, minor)), reference)}
            </a>
            <Moment at={at} className="text-muted" />
            <Hash value={txHash} what="transaction" href={`/verify?q=${txHash}`} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Collected({ collected }: Pick<OwnClaims, "collected">) {
  return (
    <div className="text-sm">
      <h3 className="font-semibold">{words.collected}</h3>
      <ul className="mt-1 divide-y border-y">
        {collected.map(({ currency, minor, at, txHash }) => (
          <li key={txHash} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2">
            <Money value={money(currency, minor)} />
            <Moment at={at} className="text-muted" />
            <Hash value={txHash} what="transaction" href={`/verify?q=${txHash}`} />
          </li>
        ))}
      </ul>
    </div>
  );
}
