import { DateText } from "@/components/date/date-text";
import { type Column, DataTable } from "@/components/list/data-table";
import { StatusChip } from "@/components/status/status-chip";
import { EmptyState } from "@/components/ui/empty-state";
import { calendarDateAt, HONG_KONG_OFFSET_SECONDS } from "@/core/dates/day-count";
import type { LicenceState } from "@/core/licence/licence";
import type { LicenceClass } from "@/core/licence/licence-class";
import { classWord } from "@/core/licence/licence-class";
import { kindWord } from "@/core/organisation/draft";
import type { OrganisationStatus } from "@/core/organisation/organisation";
import type { OrganisationKind } from "@/core/scope/scope";

export type OrganisationLine = {
  id: string;
  number: number;
  name: string;
  kind: OrganisationKind;
  status: OrganisationStatus;
  country: string | null;
  members: number;
  licence: { class: LicenceClass; state: LicenceState; expiresAt: Date } | null;
};

/** The last day on which a licence holds, in Hong Kong. */
export const lastDateOf = (expiresAt: Date) =>
  calendarDateAt(new Date(expiresAt.getTime() - 1000), HONG_KONG_OFFSET_SECONDS);

const columns: Column<OrganisationLine>[] = [
  { key: "name", head: "Name", card: "lead", cell: ({ name }) => name },
  { key: "kind", head: "Kind", cell: ({ kind }) => kindWord[kind] },
  {
    key: "status",
    head: "State",
    cell: ({ status }) => <StatusChip subject="organisation" state={status} />,
  },
  {
    key: "licence",
    head: "Licence",
    cell: ({ licence, kind }) =>
      licence ? (
        <span className="inline-flex flex-wrap items-center gap-2">
          <StatusChip subject="licence" state={licence.state} />
          <span>
            {classWord[licence.class]}, until <DateText date={lastDateOf(licence.expiresAt)} />
          </span>
        </span>
      ) : kind === "lender" ? (
        "None"
      ) : (
        ""
      ),
  },
  { key: "country", head: "Country", cell: ({ country }) => country ?? "" },
  {
    key: "members",
    head: "Members",
    align: "end",
    cell: ({ members }) => members.toLocaleString("en"),
  },
];

/** Organisations, one a row; the row leads to its page. */
export function OrganisationTable({ rows }: { rows: OrganisationLine[] }) {
  return (
    <DataTable
      caption="Organisations"
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      rowHref={({ id }) => `/organisations/${id}`}
      empty={
        <EmptyState icon="building-2" title="No organisation fits these filters">
          Clear the filters, or enter a new organisation.
        </EmptyState>
      }
    />
  );
}
