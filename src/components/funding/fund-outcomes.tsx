import type { ReactNode } from "react";
import { momentText } from "@/components/date/date-words";
import { Money } from "@/components/money/money";
import { type ChargeTerms, daysOf, expectedCharge } from "@/core/accrual/accrual";
import { secondsOf } from "@/core/dates/day-count";
import { type Currency, floorDiv, money } from "@/core/money";
import { fundingWords } from "./words";

/** What the outcomes of a funding follow from; amounts in minor units. */
export type OutcomeTerms = {
  currency: Currency;
  holdBack: bigint;
  recourse: boolean;
  terms: ChargeTerms;
  noticeDays: number;
  deliverBy: Date;
  now: Date;
};

/** What a funding brings if all goes well, and what happens if it does not. */
export function FundOutcomes({ amount, ...facts }: OutcomeTerms & { amount: bigint }) {
  const { currency, terms, recourse } = facts;
  const now = secondsOf(facts.now);
  const latest = Math.min(secondsOf(facts.deliverBy), Math.max(terms.dueAt, now));
  const atOnce = expectedCharge(terms, { amount, releasedAt: now });
  const atLast = expectedCharge(terms, { amount, releasedAt: latest });
  const perDay = floorDiv(amount * BigInt(terms.lateRateBps), 10_000n * BigInt(terms.dayCount));
  const span = (from: number) => daysOf(terms, { from, to: terms.dueAt });
  const gain = (minor: bigint) => (
    <Money strong signed value={money(currency, minor)} className="text-fine" />
  );
  return (
    <div>
      <h3 className="font-semibold">{fundingWords.outcomes}</h3>
      <dl className="mt-2 divide-y border-y">
        <Outcome title={fundingWords.onTime} figure={gain(atOnce)}>
          {fundingWords.onTimeMeaning(span(now), terms.rateBps)}
        </Outcome>
        <Outcome title={fundingWords.latestRelease} figure={gain(atLast)}>
          {fundingWords.latestReleaseMeaning(span(latest))}
        </Outcome>
        <Outcome title={fundingWords.late}>
          {fundingWords.lateMeaning({
            grace: terms.graceDays,
            late: terms.lateRateBps,
            perDay: money(currency, perDay),
          })}
        </Outcome>
        <Outcome title={fundingWords.short}>
          {fundingWords.shortMeaning(money(currency, facts.holdBack), recourse)}
        </Outcome>
        <Outcome title={fundingWords.never}>
          {fundingWords.neverMeaning({ after: terms.graceDays + facts.noticeDays, recourse })}
        </Outcome>
        <Outcome title={fundingWords.notDelivered}>
          {fundingWords.notDeliveredMeaning(momentText(facts.deliverBy))}
        </Outcome>
      </dl>
    </div>
  );
}

function Outcome(props: { title: string; figure?: ReactNode; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-0.5 py-2">
      <dt className="font-medium">{props.title}</dt>
      {props.figure && <dd className="text-end">{props.figure}</dd>}
      <dd className="col-span-2 text-sm text-pretty text-muted">{props.children}</dd>
    </div>
  );
}
