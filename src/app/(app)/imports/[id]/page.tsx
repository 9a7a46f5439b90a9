import { ImportPlan } from "@/components/import/import-plan";
import { ImportChip } from "@/components/import/import-table";
import { importWords as words } from "@/components/import/words";
import { idParam, LONG_LIST_PAGES, oneOf, type Params, pageParam } from "@/components/list/address";
import { PageHead } from "@/components/ui/page-head";
import { pageRead } from "@/trpc/page";
import { api } from "@/trpc/server";

const PAGE_SIZE = 50;
const VERDICTS = ["financeable", "hold", "reject", "duplicate"] as const;

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Params> };

/** One plan: counts that add up, a verdict and reasons per document, and the button that says what it does. */
export default async function ImportPage({ params, searchParams }: Props) {
  const [{ id }, query] = await Promise.all([params, searchParams]);
  const page = pageParam(query, LONG_LIST_PAGES);
  const caller = await api();
  const detail = await pageRead(
    caller.import.detail({
      id,
      warehouseId: idParam(query, "warehouse"),
      verdict: oneOf(query, "verdict", VERDICTS),
      page,
      pageSize: PAGE_SIZE,
    }),
  );
  const [warehouses, ready, { chain }] = await Promise.all([
    caller.import.warehouses(),
    caller.order.list({ filter: { importId: id, status: "ready" }, pageSize: 1 }),
    caller.session.environment(),
  ]);
  return (
    <>
      <PageHead
        back={{ href: "/imports", label: words.back }}
        title={detail.fileName}
        sentence={words.sentence}
        aside={<ImportChip status={detail.status} />}
      />
      <ImportPlan
        detail={detail}
        warehouses={warehouses}
        params={query}
        page={page}
        pageSize={PAGE_SIZE}
        ready={ready.total}
        chain={chain}
      />
    </>
  );
}
