import type { Metadata } from "next";
import { ImportTable } from "@/components/import/import-table";
import { SampleLinks } from "@/components/import/sample-links";
import { UploadPanel } from "@/components/import/upload-panel";
import { importWords as words } from "@/components/import/words";
import { hrefWith, LONG_LIST_PAGES, type Params, pageParam } from "@/components/list/address";
import { Pager } from "@/components/list/pager";
import { PageHead } from "@/components/ui/page-head";
import { Section } from "@/components/ui/section";
import { pageRead } from "@/trpc/page";
import { api } from "@/trpc/server";

export const metadata: Metadata = { title: words.title };

const PAGE_SIZE = 25;

/** Files in, and what each of them did. */
export default async function ImportsPage({ searchParams }: { searchParams: Promise<Params> }) {
  const params = await searchParams;
  const page = pageParam(params, LONG_LIST_PAGES);
  const caller = await api();
  const { rows, total } = await pageRead(caller.import.list({ page, pageSize: PAGE_SIZE }));
  return (
    <>
      <PageHead title={words.title} sentence={words.sentence} />
      <div className="flex flex-col gap-6">
        <UploadPanel />
        <SampleLinks />
        <Section title={words.listTitle} frame="none">
          <ImportTable rows={rows} />
          <Pager
            page={page}
            pageSize={PAGE_SIZE}
            total={total}
            href={(number) => hrefWith("/imports", params, { page: String(number) })}
          />
        </Section>
      </div>
    </>
  );
}
