import type { Metadata } from "next";
import { ConfirmationFilters } from "@/components/confirmation/confirmation-filters";
import {
  CONFIRMATION_SHOWS,
  confirmationParams,
  narrowed,
  showHref,
} from "@/components/confirmation/confirmation-query";
import { ConfirmationSections } from "@/components/confirmation/confirmation-sections";
import { confirmationWords as words } from "@/components/confirmation/words";
import { pageParam, type Search, withPage } from "@/components/list/address";
import { LinkButton } from "@/components/ui/button";
import { PageHead } from "@/components/ui/page-head";
import { Tabs } from "@/components/ui/tabs";
import { calendarDateAt, HONG_KONG_OFFSET_SECONDS } from "@/core/dates/day-count";
import { pageRead } from "@/trpc/page";
import { api } from "@/trpc/server";

export const metadata: Metadata = { title: words.title };

const PAGE_SIZE = 50;

/** What must I confirm now, and what exactly? */
export default async function ConfirmationsPage({ searchParams }: { searchParams: Search }) {
  const query = await searchParams;
  const { show, filter } = confirmationParams(query);
  const page = pageParam(query);
  const caller = await api();
  const ask = (list: "deliver" | "hold") =>
    caller.delivery.list({ list, filter, page: show === list ? page : 1, pageSize: PAGE_SIZE });
  const [deliver, hold, awaiting, sellers, { chain }] = await pageRead(
    Promise.all([
      ask("deliver"),
      ask("hold"),
      caller.registration.awaiting(),
      caller.delivery.sellers(),
      caller.session.environment(),
    ]),
  );
  const sign = narrowed(awaiting, filter, sellers);
  const today = calendarDateAt(deliver.now, HONG_KONG_OFFSET_SECONDS);
  const counts = {
    all: sign.length + deliver.total,
    sign: sign.length,
    deliver: deliver.total,
    hold: hold.total,
  };
  return (
    <>
      <PageHead
        title={words.title}
        sentence={words.sentence}
        action={<LinkButton href="/history">{words.history}</LinkButton>}
      />
      <Tabs
        label={words.tabs}
        current={show}
        tabs={CONFIRMATION_SHOWS.map((key) => ({
          key,
          href: showHref(query, key),
          word: words[key],
          count: counts[key],
        }))}
      />
      <ConfirmationFilters {...{ filter, show, sellers }} />
      <ConfirmationSections
        filtered={Object.values(filter).some(Boolean)}
        {...{ show, sign, deliver, hold, today, chain, page }}
        pageSize={PAGE_SIZE}
        href={(tab, number) => withPage("/confirmations", { ...query, show: tab }, number)}
      />
    </>
  );
}
