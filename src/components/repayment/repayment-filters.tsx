import { FilterBar } from "@/components/list/filter-bar";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { CURRENCIES } from "@/core/money";
import { AGEING_BUCKETS } from "@/core/position/ageing";
import { REPAYMENT_SHOWS, type RepaymentFilter } from "@/core/repayment/repayment-filter";
import { repaymentWords as words } from "./words";

type Props = { filter: RepaymentFilter; exportHref: string; clearPartyHref: string };

/** Filters of the list; they live in the address, and the export shows exactly them. */
export function RepaymentFilters({ filter, exportHref, clearPartyHref }: Props) {
  const { buyerId, sellerId, lenderId } = filter;
  return (
    <>
      <FilterBar
        label={words.filters}
        action="/repayments"
        keep={{ buyer: buyerId, seller: sellerId, lender: lenderId }}
        filters={[
          { kind: "search", name: "q", label: words.search, value: filter.search },
          {
            kind: "select",
            name: "show",
            label: words.show,
            value: filter.show === "outstanding" ? undefined : filter.show,
            all: words.shows.outstanding,
            options: REPAYMENT_SHOWS.filter((show) => show !== "outstanding").map((show) => ({
              value: show,
              label: words.shows[show],
            })),
          },
          {
            kind: "select",
            name: "bucket",
            label: words.bucket,
            value: filter.bucket,
            all: words.allBuckets,
            options: AGEING_BUCKETS.map((bucket) => ({
              value: bucket,
              label: words.buckets[bucket],
            })),
          },
          {
            kind: "select",
            name: "currency",
            label: words.currency,
            value: filter.currency,
            all: words.allCurrencies,
            options: CURRENCIES.map((currency) => ({ value: currency, label: currency })),
          },
        ]}
        aside={
          <LinkButton icon="download" href={exportHref}>
            {words.export}
          </LinkButton>
        }
      />
      {(buyerId || sellerId || lenderId) && (
        <Notice
          tone="info"
          title={words.narrowedBy}
          className="mb-4"
          action={
            <LinkButton size="small" href={clearPartyHref}>
              {words.clearParty}
            </LinkButton>
          }
        />
      )}
    </>
  );
}
