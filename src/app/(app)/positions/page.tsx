import type { Metadata } from "next";
import { OwnClaimsSection } from "@/components/claim/own-claims";
import { PositionFigures } from "@/components/position/position-figures";
import { type PositionParams, positionHref } from "@/components/position/position-page";
import { PositionTable } from "@/components/position/position-table";
import { positionWords } from "@/components/position/words";
import { LinkButton } from "@/components/ui/button";
import { PageHead } from "@/components/ui/page-head";
import { Tabs } from "@/components/ui/tabs";
import { calendarDateAt, HONG_KONG_OFFSET_SECONDS } from "@/core/dates/day-count";
import { exportName, positionState } from "@/core/position/position-export";
import { pageRead } from "@/trpc/page";
import { api } from "@/trpc/server";

export const metadata: Metadata = { title: positionWords.title };

type Props = { searchParams: Promise<PositionParams> };

/** What do I hold, what is due, what is late, what did it earn? */
export default async function PositionsPage({ searchParams }: Props) {
  const state = positionState((await searchParams).state);
  const caller = await api();
  const [page, claims] = await pageRead(
    Promise.all([caller.position.list({ currency: null, state }), caller.claim.own()]),
  );
  const today = calendarDateAt(page.asOf, HONG_KONG_OFFSET_SECONDS);
  const tab = (key: "open" | "late" | "submitted" | "closed") => ({
    key,
    href: positionHref(key),
    word: positionWords[key],
    count: page.counts[key],
  });
  return (
    <>
      <PageHead
        title={positionWords.title}
        sentence={positionWords.sentence}
        action={
          page.counts.all > 0 && (
            <LinkButton
              icon="download"
              href={`/api/exports/positions${state ? `?state=${state}` : ""}`}
              download={exportName(today)}
            >
              {positionWords.export}
            </LinkButton>
          )
        }
      />
      <OwnClaimsSection claims={claims} />
      {page.totals.map((totals) => (
        <PositionFigures key={totals.currency} totals={totals} asOf={page.asOf} />
      ))}
      <Tabs
        label={positionWords.tabs}
        current={state ?? "all"}
        tabs={[
          { key: "all", href: "/positions", word: positionWords.all, count: page.counts.all },
          tab("open"),
          tab("late"),
          tab("submitted"),
          tab("closed"),
        ]}
      />
      <PositionTable page={page} today={today} filtered={state !== null} />
    </>
  );
}
