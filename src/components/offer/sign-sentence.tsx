import { dateText, HOME_ZONE, momentText } from "@/components/date/date-words";
import { moneyText } from "@/components/money/money";
import type { CalendarDate } from "@/core/dates/calendar-date";
import { type Currency, money } from "@/core/money";
import { deadlinesOf, type OfferSubject, type OfferTerms, offerOf } from "@/core/offer/offer-terms";
import { offerWords as words } from "./words";

type Props = {
  terms: OfferTerms;
  subject: OfferSubject;
  now: number;
  currency: Currency;
  buyer: string;
  dueDate: string;
  maximum: string;
};

/** The offer in one sentence: every figure of it stands in the message that is signed. */
export function SignSentence({ terms, subject, now, currency, buyer, dueDate, maximum }: Props) {
  const { fundBy } = deadlinesOf(terms, { now, dueAt: subject.dueAt });
  const { feeBps } = offerOf(terms, { subject, now, sequence: 1, lender: null });
  return (
    <>
      <p className="text-lg text-pretty">
        {words.signSentence({
          maximum,
          share: words.rateOf(terms.advanceBps),
          amountDue: moneyText(money(currency, subject.amountDue)),
          buyer,
          due: dateText(dueDate as CalendarDate),
          rate: words.rateOf(terms.rateBps),
          lateRate: words.rateOf(terms.lateRateBps),
          fee: words.rateOf(feeBps),
          until: momentText(new Date(fundBy * 1000), HOME_ZONE, false),
        })}
      </p>
      <p className="mt-2 text-muted">{words.binding}</p>
    </>
  );
}
