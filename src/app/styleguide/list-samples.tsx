import { DateText } from "@/components/date/date-text";
import { type Column, DataTable } from "@/components/list/data-table";
import { FilterBar } from "@/components/list/filter-bar";
import { Pager } from "@/components/list/pager";
import { RowKeys } from "@/components/list/row-keys";
import { Money } from "@/components/money/money";
import { StatusChip } from "@/components/status/status-chip";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Section } from "@/components/ui/section";
import { Tabs } from "@/components/ui/tabs";
import { sumMoney } from "@/core/money";
import { statusOptions } from "@/core/status/status";
import { SAMPLE_ROWS, type SampleRow, TODAY } from "./sample-figures";

const columns: Column<SampleRow>[] = [
  {
    key: "reference",
    head: "Receivable",
    card: "lead",
    cell: ({ reference }) => reference,
    nowrap: true,
  },
  {
    key: "state",
    head: "Status",
    cell: ({ state }) => <StatusChip subject="receivable" state={state} />,
  },
  { key: "buyer", head: "Buyer", cell: ({ buyer }) => buyer },
  {
    key: "due",
    head: "Due date",
    sort: { href: "/styleguide?sort=-due", direction: "ascending" },
    cell: ({ due }) => <DateText date={due} today={TODAY} due />,
  },
  {
    key: "amount",
    head: "Amount due",
    align: "end",
    sort: { href: "/styleguide?sort=amount" },
    cell: ({ amount }) => <Money value={amount} />,
    total: (
      <Money
        value={sumMoney(
          "HKD",
          SAMPLE_ROWS.map(({ amount }) => amount),
        )}
      />
    ),
  },
  {
    key: "advance",
    head: "Advance",
    align: "end",
    cell: ({ advance }) => <Money value={advance} />,
    total: (
      <Money
        value={sumMoney(
          "HKD",
          SAMPLE_ROWS.map(({ advance }) => advance),
        )}
      />
    ),
  },
];

export function ListSamples() {
  return (
    <Section
      title="Receivables"
      sentence="Filters live in the address; every row opens."
      frame="none"
    >
      <Tabs
        label="Receivables by stage"
        current="open"
        tabs={[
          { key: "open", href: "/styleguide", word: "Open", count: 9 },
          { key: "closed", href: "/styleguide?tab=closed", word: "Closed", count: 1204 },
        ]}
      />
      <FilterBar
        label="Filter receivables"
        action="/styleguide"
        filters={[
          { kind: "search", name: "q", label: "Search", placeholder: "Reference or buyer" },
          {
            kind: "select",
            name: "state",
            label: "Status",
            all: "All",
            options: statusOptions("receivable"),
            value: "overdue",
          },
          { kind: "date", name: "from", label: "Due from" },
        ]}
        aside={
          <LinkButton href="/api/health" icon="download">
            Export 9 rows
          </LinkButton>
        }
      />
      <DataTable
        caption="Receivables"
        columns={columns}
        rows={SAMPLE_ROWS}
        rowKey={({ reference }) => reference}
        rowHref={({ reference }) => `/receivables/${reference}`}
        totalLabel="Total of 9 rows"
        selection={{ name: "id", form: "bulk", label: ({ reference }) => `Select ${reference}` }}
      />
      <RowKeys />
      <Pager page={2} pageSize={9} total={120} href={(page) => `/styleguide?page=${page}`} />
      <form id="bulk" className="hidden" />
      <div className="mt-6">
        <DataTable
          caption="Orders"
          columns={columns}
          rows={[]}
          rowKey={({ reference }) => reference}
          empty={
            <EmptyState
              icon="package"
              title="No orders yet"
              action={
                <LinkButton href="/imports" kind="primary">
                  Import a file
                </LinkButton>
              }
            >
              Orders stand here after you import a UBL or CSV file. There is a sample to try.
            </EmptyState>
          }
        />
      </div>
    </Section>
  );
}
