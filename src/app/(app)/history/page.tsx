import type { Metadata } from "next";
import { historyParams } from "@/components/confirmation/confirmation-query";
import { HistoryFilters } from "@/components/confirmation/history-filters";
import { SignedTable } from "@/components/confirmation/signed-table";
import { historyWords as words } from "@/components/confirmation/words";
import { pageParam, type Search, withPage } from "@/components/list/address";
import { Pager } from "@/components/list/pager";
import { PageHead } from "@/components/ui/page-head";
import { pageRead } from "@/trpc/page";
import { api } from "@/trpc/server";

export const metadata: Metadata = { title: words.title };

const PAGE_SIZE = 50;

/** What did we sign, and what became of it? */
export default async function HistoryPage({ searchParams }: { searchParams: Search }) {
  const query = await searchParams;
  const filter = historyParams(query);
  const page = pageParam(query);
  const caller = await api();
  const [{ rows, total }, sellers] = await pageRead(
    Promise.all([
      caller.delivery.signed({ filter, page, pageSize: PAGE_SIZE }),
      caller.delivery.sellers(),
    ]),
  );
  return (
    <>
      <PageHead title={words.title} sentence={words.sentence} />
      <HistoryFilters
        {...{ filter, sellers }}
        exportHref={withPage("/api/exports/signed", query, 1)}
      />
      <SignedTable rows={rows} filtered={Object.values(filter).some(Boolean)} />
      <Pager
        page={page}
        pageSize={PAGE_SIZE}
        total={total}
        href={(number) => withPage("/history", query, number)}
      />
    </>
  );
}
