import { Moment } from "@/components/date/date-text";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { canPay, openAmount } from "@/core/payment/buyer-state";
import { CreditList } from "./credit-list";
import { DebtConfirmation } from "./debt-confirmation";
import { DebtDocuments } from "./debt-documents";
import { DebtHead } from "./debt-head";
import { type Debt, payableOf, stateOf } from "./debt-view";
import { DisputeLater } from "./dispute-later";
import { PayForm } from "./pay-form";
import { PaymentList } from "./payment-list";
import { TransferPanel } from "./transfer-panel";
import { paymentWords } from "./words";

type Props = { debt: Debt; token: string; code: "address" | "full" };

/** A buyer's whole page: the debt, how to pay it, how to confirm it, what arrived and what it is for. */
export function DebtPage({ debt, token, code }: Props) {
  const mayConfirm = openAmount(debt) > 0n && debt.status !== "cancelled" && !debt.disputed;
  return (
    <div className="flex flex-col gap-6">
      <DebtHead debt={debt} />
      {canPay(stateOf(debt)) && <Ways debt={debt} token={token} code={code} />}
      {debt.payments.length > 0 && (
        <Section title={paymentWords.arrivals} id="payments">
          <PaymentList debt={debt} />
        </Section>
      )}
      {debt.credits.length > 0 && (
        <Section title={paymentWords.credits} sentence={paymentWords.creditsSentence} id="credits">
          <CreditList debt={debt} />
        </Section>
      )}
      {mayConfirm && (
        <Section
          title={paymentWords.confirm}
          sentence={debt.strength ? undefined : paymentWords.confirmSentence}
          id="confirm"
        >
          <DebtConfirmation debt={debt} token={token} />
        </Section>
      )}
      {debt.disputed && (
        <Section title={paymentWords.settled} id="settled">
          <DisputeLater token={token} word={paymentWords.settle} act="settle" />
        </Section>
      )}
      <Section title={paymentWords.what} frame="flush">
        <DebtDocuments debt={debt} />
      </Section>
      <Section title={paymentWords.assignment}>
        <p className="text-pretty">
          {debt.assigned
            ? paymentWords.assigned(debt.sellerName)
            : paymentWords.notAssigned(debt.sellerName)}
        </p>
      </Section>
      <p className="text-sm text-muted">
        {paymentWords.expires} <Moment at={debt.expiresAt} />.
      </p>
    </div>
  );
}

function Ways({ debt, token, code }: Props) {
  const { collectionAccount, onChain, currency, chain, coin } = debt;
  const payable = payableOf(debt);
  if (!onChain || !collectionAccount)
    return (
      <Notice tone="info" title={paymentWords.notReady}>
        {paymentWords.notReadyNext}
      </Notice>
    );
  return (
    <>
      <Section title={paymentWords.payWallet} sentence={paymentWords.payWalletSentence} id="wallet">
        <PayForm
          key={payable.toString()}
          token={token}
          reference={debt.reference}
          currency={currency}
          payable={payable}
          chain={chain}
        />
      </Section>
      <Section title={paymentWords.payTransfer} id="transfer">
        <TransferPanel
          token={token}
          account={collectionAccount}
          coin={coin}
          currency={currency}
          payable={payable}
          chain={chain}
          code={code}
        />
      </Section>
    </>
  );
}
