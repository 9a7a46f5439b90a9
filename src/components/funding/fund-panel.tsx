import { DateText, Moment } from "@/components/date/date-text";
import { Evidence } from "@/components/market/evidence";
import { HistoryLine } from "@/components/market/history-line";
import { marketWords } from "@/components/market/words";
import { Money } from "@/components/money/money";
import { rateText } from "@/components/rate/rate";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Facts, Section } from "@/components/ui/section";
import type { CalendarDate } from "@/core/dates/calendar-date";
import { money } from "@/core/money";
import { FundForm } from "./fund-form";
import type { FundPanelView } from "./fund-panel-view";
import { FundingSteps } from "./funding-steps";
import { fundingWords, refusalWords } from "./words";

export type FundPanelProps = {
  panel: FundPanelView | null;
  /** Lenders' money for the receivable is in escrow still. */
  inEscrow: boolean;
};

/** A lender's side of a receivable: what speaks for it, what it brings, and the act of funding. */
export function FundPanel({ panel, inEscrow }: FundPanelProps) {
  if (!panel) return null;
  const { offer, obstacle, fundings } = panel;
  const over = obstacle !== null && OVER.includes(obstacle.code);
  const steps = <FundingSteps fundings={fundings} currency={offer.currency} inEscrow={inEscrow} />;
  if (over && fundings.length > 0)
    return (
      <Section title={fundingWords.yourFundings} id="fund">
        {steps}
      </Section>
    );
  return (
    <Section
      title={fundingWords.title}
      sentence={over ? undefined : fundingWords.sentence}
      id="fund"
    >
      <div className="flex flex-col gap-6">
        {steps}
        {!over && <RiskFacts panel={panel} />}
        {obstacle ? (
          <Obstacle panel={panel} />
        ) : (
          <FundForm key={fundings.length} {...formOf(panel)} />
        )}
      </div>
    </Section>
  );
}

/** Reasons that are nobody's fault and final for this offer. */
const OVER: readonly string[] = [
  "funding.offer_closed",
  "funding.offer_expired",
  "funding.nothing_left",
];

/** Only what the form needs travels to the browser. */
const formOf = ({ offer, ...panel }: FundPanelView) => ({
  receivableId: offer.receivableId,
  reference: offer.reference,
  dealHash: panel.dealHash,
  currency: offer.currency,
  presets: panel.presets,
  holdBack: offer.amountDue - offer.wanted,
  recourse: offer.recourse,
  terms: panel.terms,
  noticeDays: panel.noticeDays,
  fundBy: offer.fundBy,
  deliverBy: offer.deliverBy,
  now: panel.now,
  custody: panel.custody,
  account: panel.account ?? "",
  chain: panel.chain,
});

function Obstacle({ panel }: { panel: FundPanelView }) {
  if (!panel.obstacle) return null;
  const { says, next } = refusalWords(panel.obstacle, panel.offer.currency);
  return (
    <Notice
      tone={OVER.includes(panel.obstacle.code) ? "info" : "attention"}
      title={says}
      action={
        <LinkButton href="/market" size="small">
          {fundingWords.market}
        </LinkButton>
      }
    >
      {next}
    </Notice>
  );
}

function RiskFacts({ panel }: { panel: FundPanelView }) {
  const { offer } = panel;
  const { currency } = offer;
  return (
    <Facts
      columns={2}
      facts={[
        {
          label: fundingWords.offerTerms,
          value: (
            <>
              <Money strong value={money(currency, offer.wanted)} />
              <span className="block text-sm text-muted">
                {fundingWords.advance(rateText(offer.advanceBps), money(currency, offer.amountDue))}
              </span>
            </>
          ),
        },
        {
          label: marketWords.left,
          value: (
            <>
              <Money strong value={money(currency, offer.left)} />
              <span className="block text-sm text-muted">
                {fundingWords.minimum} <Money value={money(currency, offer.minimum)} />
              </span>
            </>
          ),
        },
        {
          label: marketWords.buyer,
          value: (
            <>
              {offer.buyer.name}
              <HistoryLine history={offer.buyer.history} />
            </>
          ),
        },
        {
          label: marketWords.seller,
          value: (
            <>
              {offer.seller.name}
              <HistoryLine history={offer.seller.history} />
            </>
          ),
        },
        { label: fundingWords.facts, value: <Evidence row={offer} /> },
        { label: fundingWords.exposure, value: <Exposure panel={panel} /> },
        {
          label: marketWords.due,
          value: <DateText date={offer.dueDate as CalendarDate} today={panel.today} due />,
        },
        { label: fundingWords.fundBy, value: <Moment at={offer.fundBy} /> },
      ]}
    />
  );
}

function Exposure({ panel: { offer } }: { panel: FundPanelView }) {
  const { buyer, seller } = offer;
  if (buyer.shareBps === 0 && seller.shareBps === 0) return fundingWords.exposureNone;
  return (
    <>
      <span className="block">{fundingWords.share(buyer.name, rateText(buyer.shareBps))}</span>
      <span className="block">{fundingWords.share(seller.name, rateText(seller.shareBps))}</span>
    </>
  );
}
