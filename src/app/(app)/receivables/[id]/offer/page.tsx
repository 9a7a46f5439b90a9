import { notFound } from "next/navigation";
import { OfferForm } from "@/components/offer/offer-form";
import { offerWords as words } from "@/components/offer/words";
import { StatusChip } from "@/components/status/status-chip";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { secondsOf } from "@/core/dates/day-count";
import { pageRead } from "@/trpc/page";
import { api } from "@/trpc/server";

/** The binding price before anything is signed. */
export default async function OfferPage({ params }: { params: Promise<{ id: string }> }) {
  const { id: receivableId } = await params;
  const caller = await api();
  const detail = await pageRead(caller.receivable.detail({ receivableId }));
  if (detail.viewer.kind !== "seller") notFound();
  const { chain } = await caller.session.environment();
  const { reference, state, currency, buyer, dueDate, amountDue, diluted, collected } = detail;
  const href = `/receivables/${receivableId}`;
  const open = state === "registered" || state === "offered";
  return (
    <>
      <PageHead
        back={{ href, label: reference }}
        title={words.title(reference)}
        sentence={words.sentence}
        aside={<StatusChip subject="receivable" state={state} />}
      />
      {open ? (
        <OfferForm
          receivableId={receivableId}
          after={detail.offer?.sequence ?? 0}
          currency={currency}
          buyer={buyer}
          dueDate={dueDate}
          subject={{ amountDue, diluted, collected, dueAt: detail.terms.dueAt }}
          now={secondsOf(detail.now)}
          chain={chain}
        />
      ) : (
        <Notice
          tone="info"
          title={words.closedTitle}
          action={<LinkButton href={href}>{words.back}</LinkButton>}
        >
          {words.closedNext}
        </Notice>
      )}
    </>
  );
}
