import { Money, moneyText } from "@/components/money/money";
import { Facts, Section } from "@/components/ui/section";
import { creditRoom } from "@/core/credit/credit-note";
import { money } from "@/core/money";
import { owedInAll } from "@/core/repayment/owed";
import type { CreditFormView } from "./credit-view";
import { creditWords as words } from "./words";

/** The contract's limit in figures and in words, before anybody signs. */
export function CreditLimits({ form }: { form: CreditFormView }) {
  const { currency, books, dailyCharge } = form;
  const left = books.amountDue - books.diluted - books.collected;
  const owed = owedInAll(books.owed);
  const room = creditRoom(books);
  const value = (minor: bigint) => <Money value={money(currency, minor)} />;
  const text = (minor: bigint) => moneyText(money(currency, minor));
  return (
    <Section title={words.limits}>
      <Facts
        columns={1}
        facts={[
          { label: words.limitOf, value: value(left > 0n ? left : 0n) },
          ...(owed > 0n ? [{ label: words.limitOwed, value: value(owed) }] : []),
          {
            label: words.limitRoom,
            value: <Money strong value={money(currency, room)} />,
          },
        ]}
      />
      <div className="mt-4 flex flex-col gap-2 text-sm text-pretty text-muted">
        <p>{owed > 0n ? words.limitReleased(text(room)) : words.limitEscrow}</p>
        {dailyCharge > 0n && <p>{words.limitGrows(text(dailyCharge))}</p>}
        <p>{words.limitMore}</p>
      </div>
    </Section>
  );
}
