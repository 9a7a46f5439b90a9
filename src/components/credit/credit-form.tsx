"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { moneyText } from "@/components/money/money";
import { Button } from "@/components/ui/button";
import { FailureNotice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { type Failure, failureOf } from "@/components/wallet/failure";
import { type CreditEffect, type CreditWords, credit, creditRoom } from "@/core/credit/credit-note";
import { money } from "@/core/money";
import {
  amountOf,
  amountProblemOf,
  type CreditDraft,
  EMPTY_DRAFT,
  wordsOfDraft,
} from "./credit-draft";
import { CreditEffectTable } from "./credit-effect";
import { CreditFields } from "./credit-fields";
import { CreditLimits } from "./credit-limits";
import type { CreditFormView } from "./credit-view";
import { fingerprintOf, useCreditSigning } from "./use-credit";
import { reasonText, creditWords as words } from "./words";

/** The credit's fields, what it changes, the limit in words, the sentence, and the button. */
export function CreditForm({ form }: { form: CreditFormView }) {
  const { currency, books } = form;
  const [draft, setDraft] = useState<CreditDraft>(EMPTY_DRAFT);
  const [unread, setUnread] = useState(false);
  const room = moneyText(money(currency, creditRoom(books)));
  const amount = amountOf(draft);
  const decision = amount === null ? null : credit(books, amount);
  const effect = decision?.ok ? decision.value : null;
  const change = (part: Partial<CreditDraft>) => setDraft((before) => ({ ...before, ...part }));
  const takeFile = async (file: File) => {
    try {
      change({ file: { name: file.name.slice(0, 300), hash: await fingerprintOf(file) } });
      setUnread(false);
    } catch {
      change({ file: null });
      setUnread(true);
    }
  };
  return (
    <div className="grid gap-6 lg:grid-cols-[1fr_20rem] lg:grid-rows-[auto_1fr]">
      <div className="min-w-0 lg:col-start-2 lg:row-start-1">
        <CreditLimits form={form} />
      </div>
      <div className="flex min-w-0 flex-col gap-6 lg:col-start-1 lg:row-span-2 lg:row-start-1">
        <CreditFields
          {...{ form, draft, room, change }}
          amountProblem={amountProblemOf(draft, form, room)}
          onFile={(file) => void takeFile(file)}
        />
        {unread && <FailureNotice failure={words.fileUnread} />}
        <CreditEffectTable form={form} effect={effect} />
        <SignCredit form={form} effect={effect} amount={amount} own={wordsOfDraft(draft)} />
      </div>
    </div>
  );
}

type SignProps = {
  form: CreditFormView;
  effect: CreditEffect | null;
  amount: bigint | null;
  /** Null while a needed word is missing. */
  own: CreditWords | null;
};

/** The credit in one sentence, and the button that signs exactly that. */
function SignCredit({ form, effect, amount, own }: SignProps) {
  const { receivableId, reference, buyer, currency, custody, chain, books } = form;
  const router = useRouter();
  const { sign, panel } = useCreditSigning(custody, chain);
  const [failure, setFailure] = useState<Failure>();
  const [busy, setBusy] = useState(false);
  const text = (minor: bigint) => moneyText(money(currency, minor));
  const ready = effect && own && amount !== null ? { effect, own, amount } : null;
  const act = async () => {
    if (!ready) return;
    setBusy(true);
    setFailure(undefined);
    try {
      await sign({ receivableId, before: books.diluted, amount: ready.amount, words: ready.own });
      router.push(`/receivables/${receivableId}`);
      router.refresh();
    } catch (error) {
      setFailure(await failureOf(error));
      setBusy(false);
    }
  };
  return (
    <Section title={words.signTitle}>
      {ready ? (
        <>
          <p className="text-lg text-pretty">
            {words.signSentence({
              buyer,
              reference,
              amount: text(ready.amount),
              after: text(ready.effect.owes.after),
              before: text(ready.effect.owes.before),
              reason: reasonText(ready.own),
              number: ready.own.number,
            })}
          </p>
          <p className="mt-2 text-muted">{words.binding}</p>
        </>
      ) : (
        <p className="text-muted">{words.signIncomplete}</p>
      )}
      <FailureNotice failure={failure} className="mt-4" />
      {panel}
      <div className="mt-4 flex justify-end max-sm:*:grow">
        <Button kind="primary" busy={busy} disabled={!ready} onClick={act}>
          {ready ? words.sign(text(ready.amount)) : words.signNothing}
        </Button>
      </div>
    </Section>
  );
}
