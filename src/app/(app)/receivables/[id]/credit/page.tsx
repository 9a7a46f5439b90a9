import type { Metadata } from "next";
import { CreditForm } from "@/components/credit/credit-form";
import { maySign } from "@/components/credit/credit-view";
import { creditWords as words } from "@/components/credit/words";
import { StatusChip } from "@/components/status/status-chip";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { mayCredit } from "@/core/credit/credit-note";
import { refusalText } from "@/core/refusal";
import { pageRead } from "@/trpc/page";
import { api } from "@/trpc/server";

export const metadata: Metadata = { title: words.issue };

/** How much less does the buyer owe, and what does that change? */
export default async function CreditPage({ params }: { params: Promise<{ id: string }> }) {
  const { id: receivableId } = await params;
  const caller = await api();
  const form = await pageRead(caller.credit.form({ receivableId }));
  const { reference, buyer, state, books, underWay, viewer } = form;
  const href = `/receivables/${receivableId}`;
  const may = mayCredit(books.status);
  const stop = !may.ok
    ? { title: words.closed, text: refusalText[may.code].says }
    : underWay
      ? { title: words.underWay, text: words.underWayNext }
      : maySign(viewer)
        ? null
        : { title: words.closed, text: words.viewer };
  return (
    <>
      <PageHead
        back={{ href, label: reference }}
        title={words.title(reference)}
        sentence={words.sentence(buyer)}
        aside={<StatusChip subject="receivable" state={state} />}
      />
      {stop ? (
        <Notice
          tone="info"
          title={stop.title}
          action={<LinkButton href={href}>{words.back}</LinkButton>}
        >
          {stop.text}
        </Notice>
      ) : (
        <CreditForm key={String(books.diluted)} form={form} />
      )}
    </>
  );
}
