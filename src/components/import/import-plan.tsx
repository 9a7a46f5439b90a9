import { hrefWith, type Params, textParam } from "@/components/list/address";
import { Pager } from "@/components/list/pager";
import { MakeReceivableButton } from "@/components/order/make-receivable-button";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { Tabs } from "@/components/ui/tabs";
import type { WalletChain } from "@/components/wallet/eip1193";
import { COLUMN_NAMES } from "@/core/intake/table/columns";
import type { Outputs } from "@/trpc/client";
import { CommitBar } from "./commit-bar";
import { MappingForm } from "./mapping-form";
import { INCLUDE_FORM, OutcomeTable } from "./outcome-table";
import { importWords as words } from "./words";

type Detail = Outputs["import"]["detail"];

/** States in which something can still be done with the plan. */
const OPEN = new Set<Detail["status"]>(["planned", "held", "refused", "unmapped"]);

type Props = {
  detail: Detail;
  warehouses: Outputs["import"]["warehouses"];
  params: Params;
  page: number;
  pageSize: number;
  /** Orders of this import that are not part of a receivable yet. */
  ready: number;
  chain: WalletChain;
};

/** The plan of one file, from its counts to the button that carries it out. */
export function ImportPlan(props: Props) {
  const { detail, warehouses, params, page, pageSize } = props;
  const path = `/imports/${detail.id}`;
  const open = OPEN.has(detail.status);
  const { hold, reject } = detail.counts;
  return (
    <div className="flex flex-col gap-6">
      <Notices {...props} known={params.known === "1"} />
      {open && detail.table && <Mapping detail={detail} />}
      <Counts detail={detail} path={path} params={params} />
      <Section
        title={words.documents}
        frame="none"
        action={
          hold + reject > 0 && (
            <LinkButton
              size="small"
              icon="download"
              href={`/api/exports/failed-rows?id=${detail.id}&warehouse=${detail.warehouse?.id ?? ""}`}
            >
              {words.failedRows}
            </LinkButton>
          )
        }
      >
        <OutcomeTable outcomes={detail.outcomes} choosing={open} />
        <Pager
          page={page}
          pageSize={pageSize}
          total={detail.total}
          href={(number) => hrefWith(path, params, { page: String(number) })}
        />
      </Section>
      {open && warehouses.length > 0 && (
        <CommitBar
          key={`${detail.warehouse?.id}-${detail.counts.financeable}`}
          importId={detail.id}
          form={INCLUDE_FORM}
          financeable={detail.counts.financeable}
          read={detail.counts.read}
          warehouse={detail.warehouse?.id}
          warehouses={warehouses}
        />
      )}
    </div>
  );
}

function Notices({ detail, known, ready, chain }: Props & { known: boolean }) {
  return (
    <>
      {known && <Notice tone="info" title={words.known} />}
      {detail.status === "committed" && (
        <Notice
          tone="fine"
          live
          title={words.committed(detail.orders)}
          action={
            <>
              {ready > 0 && (
                <MakeReceivableButton
                  selection={{ all: { importId: detail.id } }}
                  count={ready}
                  chain={chain}
                />
              )}
              <LinkButton href={`/orders?import=${detail.id}`}>{words.toOrders}</LinkButton>
            </>
          }
        >
          {words.committedNext}
        </Notice>
      )}
      {detail.status === "discarded" && <Notice tone="info" title={words.discarded} />}
      {detail.fileReasons.map(({ code, message }) => (
        <Notice key={code} tone="wrong" title={words.problem}>
          {message}
        </Notice>
      ))}
      <NothingFinanceable detail={detail} />
      {(detail.status === "planned" || detail.status === "held") && !detail.warehouse && (
        <Notice tone="attention" title={words.noWarehouse}>
          {words.noWarehouseHint}
        </Notice>
      )}
    </>
  );
}

/** What is the case where no document can be financed, and what can be done about it. */
function NothingFinanceable({ detail: { status, counts, includable } }: { detail: Detail }) {
  if (status !== "held" && status !== "refused") return null;
  const { says, next } = words.nothingFinanceable(counts, includable);
  return (
    <Notice tone={status === "held" ? "attention" : "wrong"} title={says}>
      {next}
    </Notice>
  );
}

const VERDICTS = ["financeable", "hold", "reject", "duplicate"] as const;

/** The counts add up to what was read, and each is the filter for its documents. */
function Counts({ detail, path, params }: { detail: Detail; path: string; params: Params }) {
  const { counts } = detail;
  const href = (verdict: string | undefined) =>
    hrefWith(path, params, { verdict, known: undefined });
  return (
    <div>
      <p className="figures mb-3 text-lg">{words.sum(counts)}</p>
      <Tabs
        label={words.filterLabel}
        current={textParam(params, "verdict") ?? "all"}
        tabs={[
          { key: "all", href: href(undefined), word: words.all, count: counts.read },
          ...VERDICTS.map((verdict) => ({
            key: verdict,
            href: href(verdict),
            word: words.verdicts[verdict],
            count: counts[verdict],
          })),
        ]}
      />
    </div>
  );
}

const samplesOf = ({ header, sample }: NonNullable<Detail["table"]>): string[] =>
  header.map((_, index) =>
    sample
      .map(({ cells }) => cells[index] ?? "")
      .filter((text) => text !== "")
      .slice(0, 2)
      .join(" · ")
      .slice(0, 40),
  );

/** Open from the start when something about the table needs a decision. */
function Mapping({ detail }: { detail: Detail }) {
  const { table, ambiguous, choices } = detail;
  if (!table) return null;
  const needed = ambiguous.numbers || ambiguous.dates || detail.fileReasons.length > 0;
  return (
    <details open={needed} className="rounded-lg border bg-surface shadow-card">
      <summary className="cursor-pointer px-5 py-3 font-medium">
        {words.mappingTitle}
        <span className="ms-2 text-sm font-normal text-muted">{words.mappingSentence}</span>
      </summary>
      <div className="border-t p-5">
        <MappingForm
          key={detail.id}
          importId={detail.id}
          header={table.header}
          mapping={table.mapping}
          columns={COLUMN_NAMES}
          samples={samplesOf(table)}
          ambiguous={ambiguous}
          decimalMark={choices.decimalMark}
          dateOrder={choices.dateOrder}
        />
      </div>
    </details>
  );
}
