import type { Metadata } from "next";
import { ApprovalList } from "@/components/approval/approval-list";
import { oneOf, pageParam, type Search, withPage } from "@/components/list/address";
import { Pager } from "@/components/list/pager";
import { PageHead } from "@/components/ui/page-head";
import { Tabs } from "@/components/ui/tabs";
import { pageRead } from "@/trpc/page";
import { api } from "@/trpc/server";

export const metadata: Metadata = { title: "Approvals" };

const states = ["open", "approved", "rejected"] as const;
const stateWord = { open: "Waiting", approved: "Approved", rejected: "Rejected" } as const;

export default async function ApprovalsPage({ searchParams }: { searchParams: Search }) {
  const search = await searchParams;
  const state = oneOf(search, "state", states) ?? "open";
  const page = pageParam(search);
  const caller = await api();
  const { rows, total, pageSize, me } = await pageRead(caller.approval.list({ state, page }));
  return (
    <>
      <PageHead
        title="Approvals"
        sentence="What waits for a second pair of eyes, and exactly what it changes."
      />
      <Tabs
        label="Proposals by state"
        current={state}
        tabs={states.map((key) => ({
          key,
          word: stateWord[key],
          href: key === "open" ? "/approvals" : `/approvals?state=${key}`,
        }))}
      />
      <div className="mt-4">
        <ApprovalList rows={[...rows]} me={me} />
      </div>
      <Pager
        page={page}
        pageSize={pageSize}
        total={total}
        href={(at) => withPage("/approvals", search, at)}
      />
    </>
  );
}
