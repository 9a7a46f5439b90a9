import { KeyFigure, KeyFigures } from "@/components/money/key-figure";
import { Money } from "@/components/money/money";
import { money } from "@/core/money";
import type { RepaymentShow } from "@/core/repayment/repayment-filter";
import { type RepaymentOverview, repaymentHref } from "./repayment-query";
import { repaymentWords as words } from "./words";

/** The headline figures of one currency; each is the filter for its own list. */
export function RepaymentFigures({ view }: { view: RepaymentOverview }) {
  const { currency } = view;
  const figure = (show: RepaymentShow, counted: RepaymentOverview["dueToday"]) => ({
    label: words.shows[show],
    value: <Money size="figure" value={money(currency, counted.minor)} />,
    hint: counted.count > 0 ? words.countHint(counted.count) : words.nothingDue,
    href: repaymentHref({ show, currency }),
  });
  const late = view.overdue.count > 0;
  return (
    <KeyFigures>
      <KeyFigure {...figure("today", view.dueToday)} />
      <KeyFigure {...figure("week", view.dueWeek)} />
      <KeyFigure
        {...figure("overdue", view.overdue)}
        mark={late ? { tone: "attention", word: words.late } : { tone: "fine", word: words.clear }}
      />
      <KeyFigure {...figure("collected", view.collectedMonth)} />
    </KeyFigures>
  );
}
