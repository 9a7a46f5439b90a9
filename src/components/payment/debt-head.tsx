import { DateText } from "@/components/date/date-text";
import { dueSourceText } from "@/components/market/words";
import { Money, moneyText } from "@/components/money/money";
import { Chip } from "@/components/status/status-chip";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { Card, Facts } from "@/components/ui/section";
import { money } from "@/core/money";
import { type Debt, figuresOf, stateOf } from "./debt-view";
import { paymentWords, stateWords } from "./words";

/** From the notice straight to what it asks for. */
function Jumps() {
  return (
    <>
      <LinkButton href="#confirm" size="small">
        {paymentWords.confirm}
      </LinkButton>
      <LinkButton href="#wallet" size="small">
        {paymentWords.pay}
      </LinkButton>
    </>
  );
}

/** Who wants what by when, what was already paid, and the one next step. */
export function DebtHead({ debt }: { debt: Debt }) {
  const figures = figuresOf(debt);
  const state = stateWords[stateOf(debt)];
  return (
    <>
      <PageHead
        title={paymentWords.title(debt.sellerName)}
        sentence={paymentWords.sentence(debt.reference, debt.buyerName)}
        aside={<Chip tone={state.tone} word={state.word} />}
      />
      <Card>
        <Facts
          columns={2}
          facts={[
            {
              label: paymentWords.open,
              value: (
                <>
                  <Money size="large" value={figures.open} />
                  <span className="block text-sm text-muted">
                    {paymentWords.ofAmount(money(debt.currency, debt.amountDue - debt.diluted))}
                    {debt.diluted > 0n && (
                      <span className="block">
                        {paymentWords.lessCredits(
                          money(debt.currency, debt.amountDue),
                          money(debt.currency, debt.diluted),
                        )}
                      </span>
                    )}
                  </span>
                </>
              ),
            },
            {
              label: paymentWords.due,
              value: (
                <DateText
                  date={debt.dueDate}
                  today={debt.today}
                  due={figures.open.minor > 0n}
                  source={dueSourceText(debt.dueDateSource)}
                />
              ),
            },
            { label: paymentWords.from, value: debt.sellerName },
            { label: paymentWords.alreadyPaid, value: moneyText(figures.paid) },
          ]}
        />
      </Card>
      <Notice tone={state.notice} title={state.title(figures)} action={state.confirms && <Jumps />}>
        {state.next(figures)}
        {debt.disputeReason && debt.disputed && (
          <span className="mt-1 block text-muted">“{debt.disputeReason}”</span>
        )}
      </Notice>
    </>
  );
}
