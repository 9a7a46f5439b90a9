import { Money, moneyText } from "@/components/money/money";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import type { CreditEffect } from "@/core/credit/credit-note";
import { type Currency, money } from "@/core/money";
import { owedInAll } from "@/core/repayment/owed";
import { advanceCap } from "@/core/waterfall/waterfall";
import type { CreditFormView } from "./credit-view";
import { creditWords as words } from "./words";

type Props = { form: CreditFormView; effect: CreditEffect | null };

type Figures = { label: string; before: bigint; after: bigint | null };

const rowsOf = ({ form, effect }: Props): Figures[] => {
  const { books, buyer } = form;
  const owedByBuyer = books.amountDue - books.diluted - books.collected;
  const rows: Figures[] = [
    {
      label: words.owes(buyer),
      before: effect?.owes.before ?? (owedByBuyer > 0n ? owedByBuyer : 0n),
      after: effect?.owes.after ?? null,
    },
  ];
  if (books.funded === 0n) return rows;
  const owed = owedInAll(books.owed);
  const held = owedByBuyer - owed - books.escrow;
  rows.push({
    label: words.holdBack,
    before: effect?.holdBack?.before ?? (held > 0n ? held : 0n),
    after: effect?.holdBack?.after ?? null,
  });
  if (books.escrow > 0n)
    rows.push({
      label: words.escrow,
      before: books.escrow,
      after: effect && books.escrow - effect.returned,
    });
  if (owed > 0n) rows.push({ label: words.lendersOwed, before: owed, after: effect && owed });
  return rows;
};

function Row({ currency, figures }: { currency: Currency; figures: Figures }) {
  const { label, before, after } = figures;
  return (
    <tr className="border-t">
      <th scope="row" className="py-2 pe-3 text-start font-normal">
        {label}
      </th>
      <td className="px-3 py-2 text-end text-muted">
        <Money bare value={money(currency, before)} />
      </td>
      <td className="py-2 ps-3 text-end">
        {after === null ? (
          "–"
        ) : (
          <Money bare strong={after !== before} value={money(currency, after)} />
        )}
      </td>
    </tr>
  );
}

/** What a credit changes: what the buyer owes, what is held back, what goes back to lenders. */
export function CreditEffectTable(props: Props) {
  const { form, effect } = props;
  const { currency } = form;
  return (
    <Section title={words.effect}>
      <table className="figures w-full text-sm">
        <caption className="sr-only">{words.effectCaption}</caption>
        <thead className="text-muted">
          <tr>
            <td className="pb-2">{currency}</td>
            <th scope="col" className="px-3 pb-2 text-end font-medium">
              {words.before}
            </th>
            <th scope="col" className="ps-3 pb-2 text-end font-medium">
              {words.after}
            </th>
          </tr>
        </thead>
        <tbody>
          {rowsOf(props).map((figures) => (
            <Row key={figures.label} currency={currency} figures={figures} />
          ))}
        </tbody>
      </table>
      {effect && <Consequences form={form} effect={effect} />}
    </Section>
  );
}

/** What follows beyond the figures: escrow that goes back, a state that ends, an offer out of reach. */
function Consequences({ form, effect }: { form: CreditFormView; effect: CreditEffect }) {
  const { currency, books, openMinimum, openAdvanceBps } = form;
  const text = (minor: bigint) => moneyText(money(currency, minor));
  const most = advanceCap(
    BigInt(openAdvanceBps ?? 0),
    books.amountDue - effect.diluted,
    books.collected,
  );
  const { returned, becomes } = effect;
  return (
    <>
      {returned > 0n && (
        <Notice tone="attention" className="mt-4" title={words.returnedNotice(text(returned))}>
          {becomes ? words.becomes[becomes] : words.returnedNext}
        </Notice>
      )}
      {returned === 0n && becomes && (
        <Notice tone="info" className="mt-4" title={words.becomes[becomes]} />
      )}
      {openMinimum !== null && most < openMinimum && (
        <Notice tone="attention" className="mt-4" title={words.offerNotice}>
          {words.offerNext(text(openMinimum), text(most))}
        </Notice>
      )}
    </>
  );
}
