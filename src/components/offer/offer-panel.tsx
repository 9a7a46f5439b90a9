import { Moment } from "@/components/date/date-text";
import { moneyText } from "@/components/money/money";
import { LinkButton } from "@/components/ui/button";
import { Section } from "@/components/ui/section";
import { money } from "@/core/money";
import { DEFAULT_TERMS, maximumOf } from "@/core/offer/offer-terms";
import type { Outputs } from "@/trpc/client";
import { WithdrawOffer } from "./withdraw-offer";
import { offerWords as words } from "./words";

type Detail = Outputs["receivable"]["detail"];

/** What the seller can do about financing now; nothing while the chain does not know the receivable. */
export function OfferPanel({ detail }: { detail: Detail }) {
  const { id, state, offer, currency } = detail;
  const text = (minor: bigint) => moneyText(money(currency, minor));
  const href = `/receivables/${id}/offer`;
  if (state === "registered") {
    const { amountDue, diluted, collected } = detail;
    const subject = { amountDue, diluted, collected, dueAt: detail.terms.dueAt };
    return (
      <Section title={words.panelTitle}>
        <p className="font-medium">
          {words.canGet(text(maximumOf(subject, DEFAULT_TERMS.advanceBps)))}
        </p>
        <p className="mb-4 text-muted">{words.canGetNext}</p>
        <LinkButton kind="primary" href={href} wide>
          {words.makeOffer}
        </LinkButton>
      </Section>
    );
  }
  if (state !== "offered" || !offer) return null;
  return (
    <Section title={words.panelTitle}>
      <p className="font-medium">{words.openTitle(text(offer.maximum))}</p>
      <p className="mb-4 text-muted">
        {words.openUntil} <Moment at={offer.fundBy} />. {words.minimum(text(offer.minimum))}
      </p>
      <div className="flex flex-wrap gap-2 *:grow">
        <LinkButton href={href}>{words.replace}</LinkButton>
        <WithdrawOffer receivableId={id} />
      </div>
    </Section>
  );
}
