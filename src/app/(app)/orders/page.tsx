import type { Metadata } from "next";
import { hrefWith, type Params } from "@/components/list/address";
import { Pager } from "@/components/list/pager";
import { MakeReceivable } from "@/components/order/make-receivable";
import { OrderFilters } from "@/components/order/order-filters";
import { orderParams } from "@/components/order/order-query";
import { OrderTable } from "@/components/order/order-table";
import { orderWords as words } from "@/components/order/words";
import { LinkButton } from "@/components/ui/button";
import { PageHead } from "@/components/ui/page-head";
import { pageRead } from "@/trpc/page";
import { api } from "@/trpc/server";

export const metadata: Metadata = { title: words.title };

const PAGE_SIZE = 50;

/** Orders that can become receivables, and where the others stand. */
export default async function OrdersPage({ searchParams }: { searchParams: Promise<Params> }) {
  const params = await searchParams;
  const { filter, page } = orderParams(params);
  const caller = await api();
  const orders = await pageRead(caller.order.list({ filter, page, pageSize: PAGE_SIZE }));
  const mayBeReady = !filter.status || filter.status === "ready";
  const [choices, ready, { chain }] = await Promise.all([
    caller.order.choices(),
    caller.order.list({ filter: { ...filter, status: "ready" }, page: 1, pageSize: 1 }),
    caller.session.environment(),
  ]);
  return (
    <>
      <PageHead
        title={words.title}
        sentence={words.sentence}
        action={<LinkButton href="/imports">{words.importMore}</LinkButton>}
      />
      <OrderFilters choices={choices} params={params} />
      <OrderTable page={orders} />
      <Pager
        page={page}
        pageSize={PAGE_SIZE}
        total={orders.total}
        href={(number) => hrefWith("/orders", params, { page: String(number) })}
      />
      <MakeReceivable
        key={JSON.stringify([filter, page, ready.total])}
        filter={filter}
        ready={mayBeReady ? ready.total : 0}
        readySums={mayBeReady ? ready.sums : []}
        amounts={orders.rows
          .filter(({ status }) => status === "ready")
          .map(({ id, amountDue }) => ({ id, amountDue }))}
        chain={chain}
      />
    </>
  );
}
