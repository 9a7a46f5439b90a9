import type { Metadata } from "next";
import { oneOf, pageParam, type Search, textParam, withPage } from "@/components/list/address";
import { FilterBar } from "@/components/list/filter-bar";
import { Pager } from "@/components/list/pager";
import { OrganisationTable } from "@/components/organisation/organisation-table";
import { LinkButton } from "@/components/ui/button";
import { PageHead } from "@/components/ui/page-head";
import { kindWord } from "@/core/organisation/draft";
import type { OrganisationStatus } from "@/core/organisation/organisation";
import type { OrganisationKind } from "@/core/scope/scope";
import { statusOptions } from "@/core/status/status";
import { pageRead } from "@/trpc/page";
import { api } from "@/trpc/server";

export const metadata: Metadata = { title: "Organisations" };

const kinds = Object.keys(kindWord) as OrganisationKind[];
const statuses = ["draft", "active", "suspended"] as const satisfies OrganisationStatus[];

export default async function OrganisationsPage({ searchParams }: { searchParams: Search }) {
  const search = await searchParams;
  const filter = {
    kind: oneOf(search, "kind", kinds),
    status: oneOf(search, "status", statuses),
    search: textParam(search, "q"),
    page: pageParam(search),
  };
  const caller = await api();
  const { rows, total, pageSize } = await pageRead(caller.organisation.list(filter));
  return (
    <>
      <PageHead
        title="Organisations"
        sentence="Who takes part, and may they still do what they do?"
        action={
          <LinkButton kind="primary" href="/organisations/new" icon="building-2">
            New organisation
          </LinkButton>
        }
      />
      <FilterBar
        label="Filter organisations"
        action="/organisations"
        filters={[
          { kind: "search", name: "q", label: "Name or number", value: filter.search },
          {
            kind: "select",
            name: "kind",
            label: "Kind",
            value: filter.kind,
            all: "All kinds",
            options: kinds.map((value) => ({ value, label: kindWord[value] })),
          },
          {
            kind: "select",
            name: "status",
            label: "State",
            value: filter.status,
            all: "All states",
            options: statusOptions("organisation"),
          },
        ]}
      />
      <OrganisationTable rows={[...rows]} />
      <Pager
        page={filter.page}
        pageSize={pageSize}
        total={total}
        href={(page) => withPage("/organisations", search, page)}
      />
    </>
  );
}
