import type { Metadata } from "next";
import { Pager } from "@/components/list/pager";
import { MarketFilterBar } from "@/components/market/market-filters";
import { marketFilters, marketHref } from "@/components/market/market-query";
import { MarketTable } from "@/components/market/market-table";
import { marketWords } from "@/components/market/words";
import { PageHead } from "@/components/ui/page-head";
import { pageRead } from "@/trpc/page";
import { api } from "@/trpc/server";

export const metadata: Metadata = { title: marketWords.title };

type Props = { searchParams: Promise<Record<string, string | undefined>> };

/** What is worth funding, and why should I believe it? */
export default async function MarketPage({ searchParams }: Props) {
  const params = await searchParams;
  const caller = await api();
  const page = await pageRead(caller.market.list(marketFilters(params)));
  return (
    <>
      <PageHead title={marketWords.title} sentence={marketWords.sentence} />
      <MarketFilterBar choices={page.choices} params={params} />
      <MarketTable page={page} params={params} today={page.today} />
      <Pager
        page={marketFilters(params).page}
        pageSize={page.pageSize}
        total={page.count}
        href={(number) => marketHref(params, { page: String(number) })}
      />
    </>
  );
}
