import type { ReactNode } from "react";
import { Moment } from "@/components/date/date-text";
import { Hash } from "@/components/hash/hash";
import { Chip } from "@/components/status/status-chip";
import type { Tone } from "@/core/status/status-entry";
import type { CheckedReceivable } from "./proof-result";
import { answerOf, verifyWords } from "./words";

type AnswerLineProps = {
  question: string;
  answer: { word: string; tone: Tone; says: string };
  children?: ReactNode;
};

/** One question with its answer as a word, a shape and a reason. */
export function AnswerLine({ question, answer, children }: AnswerLineProps) {
  return (
    <div className="grid gap-x-6 gap-y-1 sm:grid-cols-[9rem_1fr]">
      <h3 className="font-medium">{question}</h3>
      <div>
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Chip tone={answer.tone} word={answer.word} />
          <span>{answer.says}</span>
        </p>
        {children && <div className="mt-1 text-sm text-muted">{children}</div>}
      </div>
    </div>
  );
}

type Props = { checked: CheckedReceivable; namesShown: boolean };

/** Unaltered, registered, by whom: three answers apart. */
export function Answers({ checked, namesShown }: Props) {
  const { record, unaltered, registered, chain } = checked;
  const { registration } = record;
  return (
    <div className="flex flex-col gap-5">
      <AnswerLine question={verifyWords.unaltered} answer={answerOf(unaltered.code)} />
      <AnswerLine question={verifyWords.registered} answer={answerOf(registered.code)}>
        {registration && (
          <span className="block">
            {verifyWords.registeredIn} {registration.blockNumber.toLocaleString("en")},{" "}
            <Moment at={registration.blockAt} seconds />,{" "}
            <Hash
              value={registration.txHash}
              what="transaction"
              href={`/verify?q=${registration.txHash}`}
            />
          </span>
        )}
        {chain && (
          <span className="block">
            {verifyWords.status}: {chain.status}, {verifyWords.askedAt}{" "}
            {chain.blockNumber.toLocaleString("en")}
          </span>
        )}
      </AnswerLine>
      <AnswerLine
        question={verifyWords.byWhom}
        answer={
          registered.state === "yes"
            ? { word: verifyWords.signed, tone: "fine", says: verifyWords.bothSigned }
            : answerOf(registered.state === "no" ? "unsigned" : registered.code)
        }
      >
        <Party word={verifyWords.seller} party={record.seller} named={namesShown} />
        <Party word={verifyWords.warehouse} party={record.warehouse} named={namesShown} />
        {!namesShown && <span className="block">{verifyWords.namesHidden}</span>}
      </AnswerLine>
    </div>
  );
}

function Party(props: {
  word: string;
  party: CheckedReceivable["record"]["seller"];
  named: boolean;
}) {
  const { word, party, named } = props;
  return (
    <span className="block">
      {word}: {named ? party.name : verifyWords.participant(party.number)}{" "}
      <Hash value={party.account} what="address" />
    </span>
  );
}
