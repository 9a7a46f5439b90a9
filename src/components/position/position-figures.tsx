import { AgeingChart } from "@/components/chart/ageing-chart";
import { momentText } from "@/components/date/date-words";
import { KeyFigure, KeyFigures } from "@/components/money/key-figure";
import { Money, moneyText } from "@/components/money/money";
import { Section } from "@/components/ui/section";
import { money } from "@/core/money";
import type { PositionTotals } from "./position-page";
import { positionHref } from "./position-page";
import { positionWords } from "./words";

/** The headline figures and the ageing of one currency. */
export function PositionFigures({ totals, asOf }: { totals: PositionTotals; asOf: Date }) {
  const { currency } = totals;
  const figure = (minor: bigint) => <Money size="figure" value={money(currency, minor)} />;
  const text = (minor: bigint) => moneyText(money(currency, minor));
  const late = totals.ageing.some(
    ({ bucket, minor }) => bucket !== "notDue" && bucket !== "noDueDate" && minor > 0n,
  );
  return (
    <>
      <KeyFigures>
        <KeyFigure
          label={positionWords.outstanding}
          value={figure(totals.principal)}
          href={positionHref(late ? "late" : "open")}
          mark={late ? { tone: "attention", word: positionWords.lateMark } : undefined}
          hint={
            totals.escrow > 0n
              ? positionWords.escrowHint(moneyText(money(currency, totals.escrow)))
              : positionWords.outstandingHint
          }
        />
        <KeyFigure
          label={positionWords.accruedFigure}
          value={figure(totals.accrued)}
          hint={positionWords.accruedHint(momentText(asOf))}
        />
        <KeyFigure
          label={positionWords.expectedFigure}
          value={figure(totals.expected)}
          hint={positionWords.expectedHint}
        />
        <KeyFigure
          label={positionWords.earned}
          value={figure(totals.earned)}
          href={positionHref("closed")}
          hint={
            totals.setAside > 0n
              ? positionWords.earnedSetAside(text(totals.paid), text(totals.setAside))
              : positionWords.earnedHint(text(totals.paid))
          }
        />
        {totals.submitted > 0n && (
          <KeyFigure
            label={positionWords.onTheWay}
            value={figure(totals.submitted)}
            href={positionHref("submitted")}
            hint={positionWords.onTheWayHint}
          />
        )}
      </KeyFigures>
      {totals.principal > 0n && <Ageing totals={totals} />}
    </>
  );
}

function Ageing({ totals }: { totals: PositionTotals }) {
  const minorOf = (bucket: PositionTotals["ageing"][number]["bucket"]) =>
    totals.ageing.find((line) => line.bucket === bucket)?.minor ?? 0n;
  return (
    <Section title={positionWords.ageing} sentence={positionWords.ageingSentence} className="mb-6">
      <AgeingChart
        currency={totals.currency}
        buckets={{
          notDue: minorOf("notDue"),
          d1to30: minorOf("d1to30"),
          d31to60: minorOf("d31to60"),
          d61to90: minorOf("d61to90"),
          over90: minorOf("over90"),
          noDueDate: minorOf("noDueDate"),
        }}
      />
    </Section>
  );
}
