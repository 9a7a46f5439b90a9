import { moneyText } from "@/components/money/money";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { creditRoom } from "@/core/credit/credit-note";
import { type Currency, money } from "@/core/money";
import { creditWords as words } from "./words";

type Props = {
  receivableId: string;
  currency: Currency;
  books: Parameters<typeof creditRoom>[0];
  underWay: boolean;
};

/** The seller's way to a credit note, and how much can be credited today. */
export function CreditPanel({ receivableId, currency, books, underWay }: Props) {
  const room = creditRoom(books);
  return (
    <Section title={words.panelTitle}>
      {underWay ? (
        <Notice tone="info" title={words.underWay}>
          {words.underWayNext}
        </Notice>
      ) : (
        <>
          <p className="mb-4">
            {room > 0n ? words.panelText(moneyText(money(currency, room))) : words.panelFull}
          </p>
          {room > 0n && (
            <LinkButton href={`/receivables/${receivableId}/credit`} wide>
              {words.issue}
            </LinkButton>
          )}
        </>
      )}
    </Section>
  );
}
