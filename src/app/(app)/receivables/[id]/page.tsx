import type { Metadata } from "next";
import { CreditSection } from "@/components/credit/credit-section";
import { ConfirmPanel } from "@/components/delivery/confirm-panel";
import { FundPanel } from "@/components/funding/fund-panel";
import { LONG_LIST_PAGES, type Params, pageParam, textParam } from "@/components/list/address";
import { AdminPanel } from "@/components/receivable/admin-panel";
import { ChainSection, PendingSection } from "@/components/receivable/chain-section";
import { LendersSection } from "@/components/receivable/lenders-section";
import { LifeSection } from "@/components/receivable/life-section";
import { MoneySection } from "@/components/receivable/money-section";
import { OrdersSection } from "@/components/receivable/orders-section";
import { ReceivableHead } from "@/components/receivable/receivable-head";
import { SellerPanel } from "@/components/receivable/seller-panel";
import {
  DocumentsSection,
  PartiesSection,
  TermsSection,
} from "@/components/receivable/terms-section";
import { receivableWords as words } from "@/components/receivable/words";
import { pageRead } from "@/trpc/page";
import { api } from "@/trpc/server";

export const metadata: Metadata = { title: words.title };

const PAGE_SIZE = 25;

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Params> };

/** One receivable: the same picture for everybody, with the reader's own acts beside it. */
export default async function ReceivablePage({ params, searchParams }: Props) {
  const [{ id: receivableId }, query] = await Promise.all([params, searchParams]);
  const page = pageParam(query, LONG_LIST_PAGES);
  const search = textParam(query, "order");
  const caller = await api();
  const detail = await pageRead(caller.receivable.detail({ receivableId }));
  const { kind } = detail.viewer;
  const one = { receivableId: detail.terms.receivable };
  const [orders, funding, delivery, book] = await Promise.all([
    caller.receivable.orders({ ...one, search, page, pageSize: PAGE_SIZE }),
    kind === "lender" ? caller.funding.panel(one) : null,
    kind === "warehouse" ? caller.delivery.panel(one) : null,
    kind === "platform" ? caller.repayment.book(one) : null,
  ]);
  return (
    <>
      <ReceivableHead detail={detail} />
      <div className="mt-6 grid gap-6 lg:grid-cols-[1fr_22rem] lg:grid-rows-[auto_1fr]">
        <div className="flex min-w-0 flex-col gap-6 empty:hidden lg:col-start-2 lg:row-start-1">
          <SellerPanel detail={detail} />
        </div>
        <div className="flex min-w-0 flex-col gap-6 lg:col-start-1 lg:row-span-2 lg:row-start-1">
          {funding && <FundPanel panel={funding} inEscrow={detail.escrow > 0n} />}
          {delivery && <ConfirmPanel panel={delivery} />}
          {book && <AdminPanel panel={book} />}
          <MoneySection detail={detail} />
          <CreditSection credits={detail.credits} currency={detail.currency} />
          <LifeSection detail={detail} />
          <LendersSection detail={detail} />
          <OrdersSection
            receivableId={receivableId}
            orders={orders}
            search={search}
            page={page}
            pageSize={PAGE_SIZE}
          />
          <ChainSection detail={detail} />
        </div>
        <div className="flex min-w-0 flex-col gap-6 lg:col-start-2">
          <PendingSection pending={detail.pending} />
          <PartiesSection detail={detail} />
          <TermsSection detail={detail} />
          <DocumentsSection detail={detail} />
        </div>
      </div>
    </>
  );
}
