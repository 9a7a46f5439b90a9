import type { Metadata } from "next";
import { ConfirmationSteps } from "@/components/delivery/confirmation-steps";
import { DeliveryEntry } from "@/components/delivery/delivery-entry";
import {
  canConfirm,
  DeliveryFacts,
  DeliveryObstacle,
} from "@/components/delivery/delivery-outlook";
import { SignDelivery } from "@/components/delivery/sign-delivery";
import { deliveryWords as words } from "@/components/delivery/words";
import { pageParam, type Search, textParam, withPage } from "@/components/list/address";
import { StatusChip } from "@/components/status/status-chip";
import { LinkButton } from "@/components/ui/button";
import { PageHead } from "@/components/ui/page-head";
import { Card } from "@/components/ui/section";
import { pageRead } from "@/trpc/page";
import { api } from "@/trpc/server";

export const metadata: Metadata = { title: words.dialogTitle };

const PAGE_SIZE = 20;

type Props = { params: Promise<{ id: string }>; searchParams: Search };

/** What of these goods has arrived? */
export default async function ConfirmationPage({ params, searchParams }: Props) {
  const [{ id }, query] = await Promise.all([params, searchParams]);
  const search = textParam(query, "q");
  const page = pageParam(query);
  const caller = await api();
  const receivableId = id as `0x${string}`;
  const ask = { receivableId, search, page, pageSize: PAGE_SIZE };
  const form = await pageRead(caller.delivery.form(ask));
  const { reference, seller, buyer, currency, custody, chain, after } = form;
  const signing = { reference, seller, buyer, currency, custody, chain };
  const said = { others: "delivered" as const, lines: [] };
  return (
    <>
      <PageHead
        title={words.formTitle(reference)}
        sentence={words.formSentence}
        back={{ href: "/confirmations", label: words.back }}
        aside={<StatusChip subject="receivable" state={form.disputed ? "disputed" : form.state} />}
        action={
          canConfirm(form) ? (
            <SignDelivery
              key={after}
              {...signing}
              trigger={words.allDelivered}
              confirmation={{ receivableId, after, said }}
            />
          ) : (
            <LinkButton href={`/receivables/${id}`}>{words.openReceivable}</LinkButton>
          )
        }
      />
      <Card className="mb-6">
        <DeliveryFacts panel={form} wide />
      </Card>
      <div className="mb-6 flex flex-col gap-6 empty:hidden">
        <DeliveryObstacle panel={form} />
        <ConfirmationSteps steps={form.steps} currency={currency} />
      </div>
      {canConfirm(form) && (
        <DeliveryEntry
          {...{ form, search, page }}
          pageSize={PAGE_SIZE}
          href={(number) => withPage(`/confirmations/${id}`, query, number)}
        />
      )}
    </>
  );
}
