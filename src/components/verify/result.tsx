import { DateText, Moment } from "@/components/date/date-text";
import { Hash } from "@/components/hash/hash";
import { Money } from "@/components/money/money";
import { Chip } from "@/components/status/status-chip";
import { Notice } from "@/components/ui/notice";
import { Facts, Section } from "@/components/ui/section";
import { parseCalendarDate } from "@/core/dates/calendar-date";
import { isCurrency, money } from "@/core/money";
import { AnswerLine, Answers } from "./answers";
import { ChainFigures } from "./chain-figures";
import type { ProofResult } from "./proof-result";
import { answerOf, reasonWords, verifyWords } from "./words";

/** The outcome of one check: answers apart, each with its reason, then the figures behind them. */
export function VerifyResult({ result }: { result: ProofResult }) {
  const { receivables, transaction, order, reason, namesShown } = result;
  return (
    <div className="flex flex-col gap-6" aria-live="polite">
      {reason && <Reason reason={reason} known={order !== null} />}
      {order && <OrderAnswer order={order} />}
      {transaction && <TransactionAnswer transaction={transaction} />}
      {receivables.map((checked) => (
        <Section
          key={checked.record.id}
          title={`${verifyWords.receivable} ${checked.record.reference}`}
          sentence={<Hash value={checked.record.id} what="receivable id" />}
        >
          <div className="flex flex-col gap-6">
            <Answers checked={checked} namesShown={namesShown} />
            {checked.chain && <ChainFigures checked={checked} />}
          </div>
        </Section>
      ))}
    </div>
  );
}

function Reason({ reason, known }: { reason: string; known: boolean }) {
  const words = reasonWords[reason] ?? { title: verifyWords.nothing, next: reason };
  return (
    <Notice tone={known ? "wrong" : "attention"} title={words.title}>
      {words.next}
    </Notice>
  );
}

function OrderAnswer({ order }: { order: NonNullable<ProofResult["order"]> }) {
  const { content, verdict, shown } = order;
  const date = content ? parseCalendarDate(content.dueDate) : undefined;
  return (
    <Section title={content ? `${verifyWords.order} ${content.number}` : verifyWords.order}>
      <div className="flex flex-col gap-4">
        <AnswerLine question={verifyWords.provenOrder} answer={answerOf(verdict)} />
        <Facts
          columns={2}
          facts={[
            ...(content && isCurrency(content.currency)
              ? [
                  {
                    label: verifyWords.amount,
                    value: <Money value={money(content.currency, content.amountDue)} />,
                  },
                ]
              : []),
            ...(date ? [{ label: verifyWords.due, value: <DateText date={date} /> }] : []),
            {
              label: verifyWords.ordersRoot,
              value: <Hash value={shown.ordersRoot} what="root of orders" />,
            },
          ]}
        />
      </div>
    </Section>
  );
}

function TransactionAnswer(props: { transaction: NonNullable<ProofResult["transaction"]> }) {
  const { hash, blockNumber, blockAt, succeeded, events } = props.transaction;
  const names = [...new Set(events.map(({ contract, name }) => `${contract}.${name}`))];
  return (
    <Section
      title={verifyWords.transaction}
      sentence={<Hash value={hash} what="transaction" />}
      action={
        <Chip
          tone={succeeded ? "fine" : "wrong"}
          word={succeeded ? verifyWords.succeeded : verifyWords.reverted}
        />
      }
    >
      <Facts
        columns={2}
        facts={[
          {
            label: verifyWords.block,
            value: (
              <>
                {blockNumber.toLocaleString("en")} · <Moment at={blockAt} seconds />
              </>
            ),
          },
          { label: verifyWords.events, value: names.join(", "), wide: true },
        ]}
      />
    </Section>
  );
}
