import type { Metadata } from "next";
import { AuditTable, factWords } from "@/components/audit/audit-table";
import { ChainCheck } from "@/components/audit/chain-check";
import { type Search, textParam } from "@/components/list/address";
import { FilterBar } from "@/components/list/filter-bar";
import { LinkButton } from "@/components/ui/button";
import { PageHead } from "@/components/ui/page-head";
import { pageRead } from "@/trpc/page";
import { api } from "@/trpc/server";

export const metadata: Metadata = { title: "Audit trail" };

const older = (search: Record<string, string | undefined>, before: bigint): string => {
  const given = Object.entries(search).filter((pair): pair is [string, string] => Boolean(pair[1]));
  return `/audit?${new URLSearchParams([...given, ["before", before.toString()]])}`;
};

export default async function AuditPage({ searchParams }: { searchParams: Search }) {
  const search = await searchParams;
  const noun = textParam(search, "noun", 40);
  const filter = {
    noun: noun && /^[a-z-]+$/.test(noun) ? noun : undefined,
    subject: textParam(search, "subject"),
    fromDate: textParam(search, "from", 10),
    untilDate: textParam(search, "until", 10),
  };
  const before = textParam(search, "before", 18);
  const caller = await api();
  const { rows, next, nouns } = await pageRead(
    caller.audit.list({
      ...filter,
      before: before && /^[1-9]\d*$/.test(before) ? BigInt(before) : undefined,
    }),
  );
  const check = search.check ? await caller.audit.verify() : null;
  const kept = { noun, subject: filter.subject, from: filter.fromDate, until: filter.untilDate };
  return (
    <>
      <PageHead
        title="Audit trail"
        sentence="What was done, by whom and why; each fact carries the hash of the one before."
        action={
          <LinkButton href="/audit?check=1" icon="shield-check">
            Verify the trail
          </LinkButton>
        }
      />
      {check && (
        <div className="mb-6">
          <ChainCheck {...check} />
        </div>
      )}
      <FilterBar
        label="Filter the audit trail"
        action="/audit"
        filters={[
          {
            kind: "select",
            name: "noun",
            label: "About",
            value: noun,
            all: "Everything",
            options: nouns.map((value) => ({
              value,
              label: factWords(value).replace(/: $/, ""),
            })),
          },
          { kind: "search", name: "subject", label: "Subject id", value: filter.subject },
          { kind: "date", name: "from", label: "From", value: filter.fromDate },
          { kind: "date", name: "until", label: "Until", value: filter.untilDate },
        ]}
      />
      <AuditTable rows={[...rows]} />
      {next !== null && (
        <div className="mt-4">
          <LinkButton href={older(kept, next)}>Older facts</LinkButton>
        </div>
      )}
    </>
  );
}
