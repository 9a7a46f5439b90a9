import { KeyFigure, KeyFigures } from "@/components/money/key-figure";
import { Money } from "@/components/money/money";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Card, Section } from "@/components/ui/section";
import { type Currency, money } from "@/core/money";
import { DEFAULT_TERMS } from "@/core/offer/offer-terms";
import { advanceOf } from "@/core/quote/quote";
import type { Outputs } from "@/trpc/client";
import { homeWords as words } from "./words";

type Home = Outputs["receivable"]["home"];
type Figures<K extends Home["kind"]> = Extract<Home, { kind: K; figures: unknown }>["figures"];

const figure = (currency: Currency, minor: bigint) => (
  <Money value={money(currency, minor)} size="figure" />
);

function SellerFigures({ figures }: { figures: Figures<"seller"> }) {
  if (figures.length === 0)
    return (
      <Card>
        <EmptyState
          icon="upload"
          title={words.start}
          action={
            <LinkButton kind="primary" href="/imports">
              {words.importFirst}
            </LinkButton>
          }
        >
          {words.startHint}
        </EmptyState>
      </Card>
    );
  return figures.map((sums) => {
    const { currency } = sums;
    const today = advanceOf(sums.ready + sums.unoffered, DEFAULT_TERMS.advanceBps);
    return (
      <Section key={currency} title={words.inCurrency(currency)} frame="none">
        <KeyFigures>
          <KeyFigure
            label={words.today}
            value={figure(currency, today)}
            hint={words.todayHint}
            href={`/orders?status=ready&currency=${currency}`}
          />
          <KeyFigure
            label={words.offered}
            value={figure(currency, sums.offered)}
            href={`/receivables?status=offered&currency=${currency}`}
          />
          <KeyFigure
            label={words.escrow}
            value={figure(currency, sums.inEscrow)}
            href={`/receivables?status=funded&currency=${currency}`}
          />
        </KeyFigures>
        <KeyFigures>
          <KeyFigure label={words.released} value={figure(currency, sums.released)} />
          <KeyFigure label={words.remainder} value={figure(currency, sums.remainder)} />
          <KeyFigure label={words.collected} value={figure(currency, sums.collected)} />
        </KeyFigures>
      </Section>
    );
  });
}

function LenderFigures({ figures }: { figures: Figures<"lender"> }) {
  return figures.map(({ currency, left, held, paid }) => (
    <Section key={currency} title={words.inCurrency(currency)} frame="none">
      <KeyFigures>
        <KeyFigure
          label={words.left}
          value={figure(currency, left)}
          href={`/market?currency=${currency}`}
        />
        <KeyFigure label={words.held} value={figure(currency, held)} href="/positions" />
        <KeyFigure label={words.paid} value={figure(currency, paid)} href="/positions" />
      </KeyFigures>
    </Section>
  ));
}

function PlatformFigures({ figures }: { figures: Figures<"platform"> }) {
  return figures.map(({ currency, outstanding, overdue, difference }) => (
    <Section key={currency} title={words.inCurrency(currency)} frame="none">
      <KeyFigures>
        <KeyFigure
          label={words.outstanding}
          value={figure(currency, outstanding)}
          href="/repayments"
        />
        <KeyFigure
          label={words.overdue}
          value={figure(currency, overdue)}
          href={`/repayments?show=overdue&currency=${currency}`}
        />
        <KeyFigure
          label={words.difference}
          value={difference === null ? words.noComparison : figure(currency, difference)}
          href="/operations"
        />
      </KeyFigures>
    </Section>
  ));
}

/** The sums each persona asks for first, one row per currency. */
export function HomeFigures({ home }: { home: Home }) {
  if (home.kind === "seller") return <SellerFigures figures={home.figures} />;
  if (home.kind === "lender") return <LenderFigures figures={home.figures} />;
  if (home.kind === "platform") return <PlatformFigures figures={home.figures} />;
  return null;
}
