import type { Metadata } from "next";
import { OwnClaimsSection } from "@/components/claim/own-claims";
import { hrefWith, type Params } from "@/components/list/address";
import { Pager } from "@/components/list/pager";
import { ReceivableFilters } from "@/components/receivable/receivable-filters";
import { receivableParams } from "@/components/receivable/receivable-query";
import { ReceivableTable } from "@/components/receivable/receivable-table";
import { receivableWords as words } from "@/components/receivable/words";
import { PageHead } from "@/components/ui/page-head";
import { pageRead } from "@/trpc/page";
import { api, me } from "@/trpc/server";

export const metadata: Metadata = { title: words.title };

const PAGE_SIZE = 50;

/** Receivables as the reader may see them. */
export default async function ReceivablesPage({ searchParams }: { searchParams: Promise<Params> }) {
  const params = await searchParams;
  const { filter, sort, page } = receivableParams(params);
  const caller = await api();
  const [receivables, reader] = await Promise.all([
    pageRead(caller.receivable.list({ filter, sort, page, pageSize: PAGE_SIZE })),
    pageRead(me()),
  ]);
  const viewer = reader.organisation.kind;
  const claims = viewer === "seller" ? await caller.claim.own() : null;
  return (
    <>
      <PageHead title={words.title} sentence={words.sentence[viewer]} />
      {claims && <OwnClaimsSection claims={claims} />}
      <ReceivableFilters params={params} />
      <ReceivableTable page={receivables} sort={sort} params={params} viewer={viewer} />
      <Pager
        page={page}
        pageSize={PAGE_SIZE}
        total={receivables.total}
        href={(number) => hrefWith("/receivables", params, { page: String(number) })}
      />
    </>
  );
}
