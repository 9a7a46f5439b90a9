import { KeyFigure, KeyFigures } from "@/components/money/key-figure";
import { Money, moneyText } from "@/components/money/money";
import { MoneyBar } from "@/components/money/money-bar";
import { Section } from "@/components/ui/section";
import { type Currency, money } from "@/core/money";
import { type OfferSubject, type OfferTerms, quoteInputOf, whatIf } from "@/core/offer/offer-terms";
import { type Quote, quoteOf } from "@/core/quote/quote";
import { offerWords as words } from "./words";

type Props = { currency: Currency; terms: OfferTerms; subject: OfferSubject; now: number };

/** What the seller gets and when, what it costs, and what happens if things go wrong. */
export function OfferQuote({ currency, terms, subject, now }: Props) {
  const input = quoteInputOf(terms, { subject, now });
  const quote = quoteOf(input);
  const text = (minor: bigint) => moneyText(money(currency, minor));
  const { onTime } = quote;
  return (
    <>
      <KeyFigures>
        <KeyFigure
          label={words.get}
          value={<Money value={money(currency, onTime.advance)} size="figure" />}
          hint={words.rateOf(terms.advanceBps)}
        />
        <KeyFigure
          label={words.later}
          value={<Money value={money(currency, onTime.remainder)} size="figure" />}
          hint={words.afterDays(onTime.days)}
        />
        <KeyFigure
          label={words.cost}
          value={<Money value={money(currency, quote.cost)} size="figure" />}
          hint={words.annual(words.rateOf(quote.annualBps))}
        />
      </KeyFigures>
      <QuoteParts currency={currency} quote={quote} />
      <Section title={words.whatIf}>
        <dl className="grid gap-x-8 gap-y-3.5 sm:grid-cols-2">
          {outcomesOf({ terms, input: whatIf(input, terms.recourse), text }).map(
            ({ label, value }) => (
              <div key={label}>
                <dt className="font-medium">{label}</dt>
                <dd className="text-muted">{value}</dd>
              </div>
            ),
          )}
        </dl>
      </Section>
    </>
  );
}

function QuoteParts({ currency, quote }: { currency: Currency; quote: Quote }) {
  const { onTime } = quote;
  return (
    <Section title={words.parts}>
      <MoneyBar
        currency={currency}
        wholeLabel={words.whole}
        whole={quote.amountDue}
        parts={[
          { key: "advance", kind: "advance", label: words.partAdvance, minor: onTime.advance },
          { key: "fee", kind: "charge", label: words.partFee, minor: onTime.fee },
          {
            key: "charge",
            kind: "charge",
            label: words.partCharge(onTime.days),
            minor: onTime.charge,
          },
          {
            key: "remainder",
            kind: "hold-back",
            label: words.partRemainder,
            minor: onTime.remainder,
          },
        ]}
      />
    </Section>
  );
}

const outcomesOf = ({
  terms,
  input: { late, short, never },
  text,
}: {
  terms: OfferTerms;
  input: ReturnType<typeof whatIf>;
  text: (minor: bigint) => string;
}) => [
  { label: words.late(late.days), value: words.lateText(text(late.extra), text(late.remainder)) },
  {
    label: words.short(text(short.missing)),
    value:
      short.shortfall > 0n
        ? words.shortLoss(text(short.shortfall))
        : words.shortText(text(short.remainder)),
  },
  {
    label: words.never,
    value: terms.recourse ? words.neverOwe(text(never.sellerOwes)) : words.neverKeep,
  },
  { label: words.noDelivery, value: words.noDeliveryText },
];
