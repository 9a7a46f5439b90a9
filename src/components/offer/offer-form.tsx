"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { moneyText } from "@/components/money/money";
import { Button } from "@/components/ui/button";
import { FailureNotice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import type { WalletChain } from "@/components/wallet/eip1193";
import { type Failure, failureOf } from "@/components/wallet/failure";
import { useWallet } from "@/components/wallet/use-wallet";
import { type Currency, money } from "@/core/money";
import {
  checkTerms,
  DEFAULT_TERMS,
  maximumOf,
  type OfferSubject,
  type OfferTerms,
} from "@/core/offer/offer-terms";
import { refusalText } from "@/core/refusal";
import { OfferQuote } from "./offer-quote";
import { OfferTermsFields } from "./offer-terms-fields";
import { SignSentence } from "./sign-sentence";
import { offerWords as words } from "./words";

export type OfferFormProps = {
  receivableId: string;
  /** Sequence of the newest offer there is, 0 for none. */
  after: number;
  currency: Currency;
  buyer: string;
  dueDate: string;
  subject: OfferSubject;
  /** Unix seconds on the server when the page was drawn. */
  now: number;
  chain: WalletChain;
};

const useSigning = (chain: WalletChain) => {
  const wallet = useWallet({ chain });
  const sign = async (input: {
    receivableId: string;
    after: number;
    terms: OfferTerms;
  }): Promise<void> => {
    const { trpc, wordsOf } = await import("@/trpc/client");
    try {
      await trpc.offer.sign.mutate(input);
      return;
    } catch (error) {
      if (wordsOf(error).refusal !== "key.not_kept") throw error;
    }
    const { signedAt, message } = await trpc.offer.prepare.mutate(input);
    const { signature } = await wallet.signTypedData(message);
    await trpc.offer.sign.mutate({ ...input, signed: { signedAt, signature } });
  };
  return { sign, panel: wallet.panel };
};

/** The binding price, the terms behind it, what goes wrong and how, the sentence, and the button. */
export function OfferForm(props: OfferFormProps) {
  const { receivableId, after, currency, subject, now, chain } = props;
  const router = useRouter();
  const [terms, setTerms] = useState<OfferTerms>(DEFAULT_TERMS);
  const [failure, setFailure] = useState<Failure>();
  const [busy, setBusy] = useState(false);
  const { sign, panel } = useSigning(chain);
  const checked = checkTerms(terms, { subject, now });
  const refused = checked.ok ? undefined : refusalText[checked.code];
  const maximum = moneyText(money(currency, maximumOf(subject, terms.advanceBps)));
  const act = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      await sign({ receivableId, after, terms });
      router.push(`/receivables/${receivableId}`);
      router.refresh();
    } catch (error) {
      setFailure(await failureOf(error));
      setBusy(false);
    }
  };
  return (
    <div className="grid gap-6 lg:grid-cols-[1fr_20rem]">
      <div className="flex min-w-0 flex-col gap-6">
        <OfferQuote currency={currency} terms={terms} subject={subject} now={now} />
        <Section title={words.signTitle}>
          <SignSentence {...props} terms={terms} maximum={maximum} />
          <FailureNotice failure={refused ?? failure} className="mt-4" />
          {panel}
          <div className="mt-4 flex justify-end max-sm:*:grow">
            <Button kind="primary" busy={busy} disabled={refused !== undefined} onClick={act}>
              {words.sign(maximum)}
            </Button>
          </div>
        </Section>
      </div>
      <Section title={words.termsTitle} sentence={words.termsSentence}>
        <OfferTermsFields terms={terms} onChange={setTerms} />
      </Section>
    </div>
  );
}
