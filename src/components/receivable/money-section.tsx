import { dateText } from "@/components/date/date-words";
import { moneyText } from "@/components/money/money";
import { MoneyBar } from "@/components/money/money-bar";
import { rateText } from "@/components/rate/rate";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { WaterfallTable } from "@/components/waterfall/waterfall-table";
import { floorDiv, money } from "@/core/money";
import { isClosed } from "@/core/receivable/chain-status";
import { moneyPicture } from "@/core/receivable/timeline";
import { debtOf, lateDayOf, lateFromOf, owedNow, spansOf } from "./charges";
import type { Detail } from "./detail";
import { receivableWords as words } from "./words";

/** One bar whose parts sum to the amount due; under it the six tiers from the first release or payment on. */
export function MoneySection({ detail }: { detail: Detail }) {
  const { principal, charges } = debtOf(detail);
  const picture = moneyPicture({
    amountDue: detail.amountDue,
    collected: detail.collected,
    diluted: detail.diluted,
    principal,
    expectedCharges: charges,
  });
  const funded = detail.funded > 0n;
  return (
    <Section title={words.money} sentence={words.moneySentence}>
      <MoneyBar
        currency={detail.currency}
        wholeLabel={words.amountDue}
        whole={detail.amountDue}
        parts={[
          {
            key: "collected",
            kind: "collected",
            label: words.barCollected,
            minor: picture.collected,
          },
          {
            key: "advance",
            kind: "advance",
            label: funded ? words.barAdvanceOut : words.barAdvancePlan,
            minor: picture.advance,
          },
          {
            key: "charges",
            kind: "charge",
            label: detail.now > detail.dueAt ? words.barChargesToday : words.barCharges,
            minor: picture.charges,
          },
          {
            key: "hold-back",
            kind: principal > 0n ? "hold-back" : "expected",
            label: principal > 0n ? words.barHoldBack : words.barUnfinanced,
            minor: picture.holdBack,
          },
          {
            key: "dilution",
            kind: "dilution",
            label: words.barDilution,
            minor: picture.diluted,
          },
        ]}
      />
      <LateNotice detail={detail} />
      {(detail.released > 0n || detail.collected > 0n || detail.surplus > 0n) && (
        <Tiers detail={detail} />
      )}
    </Section>
  );
}

const textOf = ({ currency }: Detail, minor: bigint): string => moneyText(money(currency, minor));

/** The rate of a tier and the days it was charged for, in words; undefined where no day counted. */
const partsOf = (detail: Detail, late: boolean): string | undefined => {
  const { offer } = detail;
  const spans = spansOf(detail).filter((span) => span.late === late);
  if (!offer || spans.length === 0) return undefined;
  const rate = rateText(late ? offer.lateRateBps : offer.rateBps);
  return words.chargedFor(
    rate,
    spans.map(({ outstanding, days }) => words.span(textOf(detail, outstanding), days)),
  );
};

/** What the fee is a part of, and whether the ceiling on all charges keeps it lower. */
const feeParts = (detail: Detail, owed: bigint): string | undefined => {
  const { offer, released } = detail;
  if (!offer || released === 0n) return undefined;
  const whole = floorDiv(released * BigInt(offer.feeBps), 10_000n);
  const says = words.feeOf(rateText(offer.feeBps), textOf(detail, released));
  return owed < whole ? `${says}; ${words.capped}` : says;
};

/** The six tiers: what each is owed by today, and what it was paid. */
function Tiers({ detail }: { detail: Detail }) {
  const { currency, feePaid, latePaid, chargePaid, principalPaid, sellerPaid, surplus } = detail;
  const { fee, late, charge, principal } = owedNow(detail);
  const feeOwed = feePaid + fee;
  return (
    <div className="mt-5">
      <WaterfallTable
        currency={currency}
        collected={detail.collected + surplus}
        tiers={{
          fee: { owed: feeOwed, paid: feePaid, parts: feeParts(detail, feeOwed) },
          late: { owed: latePaid + late, paid: latePaid, parts: partsOf(detail, true) },
          charge: { owed: chargePaid + charge, paid: chargePaid, parts: partsOf(detail, false) },
          principal: { owed: principalPaid + principal, paid: principalPaid },
          remainder: { owed: isClosed(detail.state) ? sellerPaid : undefined, paid: sellerPaid },
          surplus: { paid: surplus },
        }}
      />
    </div>
  );
}

/** Says from when on the late rate runs, what it came to and what another day adds, while somebody waits for money. */
function LateNotice({ detail }: { detail: Detail }) {
  const { late } = owedNow(detail);
  const { offer, latePaid } = detail;
  const from = lateFromOf(detail);
  if (!offer || !from || !spansOf(detail).some((span) => span.late) || isClosed(detail.state))
    return null;
  return (
    <Notice
      tone="attention"
      className="mt-5"
      title={words.lateSince(rateText(offer.lateRateBps), dateText(from))}
    >
      {words.lateCosts(textOf(detail, latePaid + late), textOf(detail, lateDayOf(detail)))}
    </Notice>
  );
}
