import type { Metadata } from "next";
import { oneOf, pageParam, type Search, withPage } from "@/components/list/address";
import { Pager } from "@/components/list/pager";
import { LiveRefresh } from "@/components/live/live-refresh";
import { BlockTable } from "@/components/operations/block-table";
import { BookSections } from "@/components/operations/book-sections";
import { HealthSummary } from "@/components/operations/health-summary";
import { emptyWords, shows, showWords } from "@/components/operations/intent-shows";
import { IntentTable } from "@/components/operations/intent-table";
import { LaneTable } from "@/components/operations/lane-table";
import { LedgerTable } from "@/components/operations/ledger-table";
import { PageHead } from "@/components/ui/page-head";
import { Section } from "@/components/ui/section";
import { Tabs } from "@/components/ui/tabs";
import { pageRead } from "@/trpc/page";
import { api } from "@/trpc/server";

export const metadata: Metadata = { title: "Operations" };

export default async function OperationsPage({ searchParams }: { searchParams: Search }) {
  const search = await searchParams;
  const show = oneOf(search, "show", shows) ?? "open";
  const page = pageParam(search);
  const caller = await api();
  const [status, intents] = await Promise.all([
    pageRead(caller.operations.status()),
    pageRead(caller.operations.intents({ status: show, page })),
  ]);
  return (
    <>
      <PageHead
        title="Operations"
        sentence="Whether database, workers and chain agree, and what is on its way between them."
      />
      <HealthSummary health={status} />
      <div className="flex flex-col gap-8">
        <Section
          title="Ledger and chain"
          sentence="Compared after every block; each difference must be 0."
          frame="none"
        >
          <LedgerTable stands={status.ledger} />
        </Section>
        <BookSections auditor={status.auditor} stops={status.stops} />
        <Section title="Chain writes" frame="none">
          <Tabs
            label="Chain writes by state"
            current={show}
            tabs={shows.map((key) => ({
              key,
              word: showWords[key],
              href: key === "open" ? "/operations" : `/operations?show=${key}`,
            }))}
          />
          <div className="mt-3">
            <IntentTable rows={intents.rows} empty={emptyWords[show]} />
          </div>
          <Pager
            page={page}
            pageSize={intents.pageSize}
            total={intents.total}
            href={(at) => withPage("/operations", search, at)}
          />
        </Section>
        <Section title="Sending keys" frame="none">
          <LaneTable rows={status.lanes} />
        </Section>
        <Section title="Newest blocks" frame="none">
          <BlockTable rows={status.blocks} finalNumber={status.chain.final?.number ?? null} />
        </Section>
      </div>
      <LiveRefresh topics={["chain", "reconciliation"]} />
    </>
  );
}
