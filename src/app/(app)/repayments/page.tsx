import type { Metadata } from "next";
import { WaitingClaims } from "@/components/claim/waiting-claims";
import { hrefWith, type Search, withPage } from "@/components/list/address";
import { Pager } from "@/components/list/pager";
import { ExceptionSection } from "@/components/repayment/exception-table";
import { NothingYet } from "@/components/repayment/nothing-yet";
import { RepaymentCharts } from "@/components/repayment/repayment-charts";
import { RepaymentFigures } from "@/components/repayment/repayment-figures";
import { RepaymentFilters } from "@/components/repayment/repayment-filters";
import { NO_PARTY, repaymentParams } from "@/components/repayment/repayment-query";
import { RepaymentTable } from "@/components/repayment/repayment-table";
import { repaymentWords as words } from "@/components/repayment/words";
import { PageHead } from "@/components/ui/page-head";
import { Section } from "@/components/ui/section";
import { calendarDateAt, HONG_KONG_OFFSET_SECONDS } from "@/core/dates/day-count";
import { pageRead } from "@/trpc/page";
import { api } from "@/trpc/server";

export const metadata: Metadata = { title: words.title };

const PAGE_SIZE = 50;
const PATH = "/repayments";

/** Is everything being repaid, and if not, where? */
export default async function RepaymentsPage({ searchParams }: { searchParams: Search }) {
  const query = await searchParams;
  const { filter, sort, page } = repaymentParams(query);
  const caller = await api();
  const [{ currencies, now }, list, exceptions, claims] = await pageRead(
    Promise.all([
      caller.repayment.overview(),
      caller.repayment.list({ filter, sort, page, pageSize: PAGE_SIZE }),
      caller.repayment.exceptions(),
      caller.claim.waiting(),
    ]),
  );
  const today = calendarDateAt(now, HONG_KONG_OFFSET_SECONDS);
  const charted = currencies.find((each) => each.currency === filter.currency) ?? currencies[0];
  return (
    <>
      <PageHead title={words.title} sentence={words.sentence} />
      {currencies.map((view) => (
        <RepaymentFigures key={view.currency} view={view} />
      ))}
      {currencies.length === 0 && <NothingYet />}
      <ExceptionSection
        rows={exceptions}
        all={query.exceptions === "all"}
        allHref={`${hrefWith(PATH, query, { exceptions: "all" })}#exceptions`}
      />
      <WaitingClaims view={claims} />
      {charted && (
        <RepaymentCharts
          view={charted}
          currencies={currencies.map(({ currency }) => currency)}
          today={today}
        />
      )}
      {currencies.length > 0 && (
        <Section id="list" title={words.list} sentence={words.shows[filter.show]} frame="none">
          <RepaymentFilters
            filter={filter}
            exportHref={hrefWith("/api/exports/repayments", query, {})}
            clearPartyHref={hrefWith(PATH, query, NO_PARTY)}
          />
          <RepaymentTable
            page={list}
            today={today}
            sort={sort}
            sortHref={(by, descending) =>
              hrefWith(PATH, query, { sort: by, order: descending ? "down" : undefined })
            }
          />
          <Pager
            page={page}
            pageSize={PAGE_SIZE}
            total={list.total}
            href={(number) => withPage(PATH, query, number)}
          />
        </Section>
      )}
    </>
  );
}
