import { MoneyBar } from "@/components/money/money-bar";
import { Section } from "@/components/ui/section";
import { WaterfallTable } from "@/components/waterfall/waterfall-table";
import { ceilingOf, expectedCharge } from "@/core/accrual/accrual";
import { floorDiv } from "@/core/money";
import { moneyPicture } from "@/core/receivable/timeline";
import type { Detail } from "./detail";
import { receivableWords as words } from "./words";

const CLOSED = new Set(["settled", "cancelled", "refunded", "boughtBack"]);

/** What lenders are owed or would lend, and what it costs until the due date beyond what is paid. */
const debtOf = (detail: Detail): { principal: bigint; charges: bigint } => {
  const { offer } = detail;
  if (!offer || CLOSED.has(detail.state)) return { principal: 0n, charges: 0n };
  const funded = detail.funded > 0n;
  const live = offer.status === "open" || offer.status === "frozen";
  const principal = funded
    ? detail.escrow + detail.released - detail.principalPaid
    : live
      ? offer.maximum
      : 0n;
  if (principal === 0n) return { principal, charges: 0n };
  const { offer: signed, terms } = offer.deal;
  const from = detail.facts.find(({ name }) => name === "Released")?.at ?? detail.now;
  const charge = expectedCharge(
    {
      rateBps: signed.rateBps,
      lateRateBps: signed.lateRateBps,
      dayCount: signed.dayCount,
      dayOffset: signed.dayOffset,
      graceDays: signed.graceDays,
      dueAt: terms.dueAt,
      ceilingBps: ceilingOf(signed),
    },
    { amount: principal, releasedAt: Math.floor(from.getTime() / 1000) },
  );
  const fee = floorDiv((principal + detail.principalPaid) * BigInt(signed.feeBps), 10_000n);
  const unpaid = charge + fee - detail.feePaid - detail.chargePaid - detail.latePaid;
  return { principal, charges: unpaid > 0n ? unpaid : 0n };
};

/** Once it is over, what was owed is what was paid; before, the bar shows what is still to come. */
const tierOf = ({ state }: Detail, paid: bigint): { owed?: bigint; paid: bigint } =>
  CLOSED.has(state) ? { owed: paid, paid } : { paid };

/** One bar whose parts sum to the amount due; under it the six tiers once money has come. */
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
          { key: "charges", kind: "charge", label: words.barCharges, minor: picture.charges },
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
      {(detail.collected > 0n || detail.surplus > 0n) && (
        <div className="mt-5">
          <WaterfallTable
            currency={detail.currency}
            collected={detail.collected + detail.surplus}
            tiers={{
              fee: tierOf(detail, detail.feePaid),
              late: tierOf(detail, detail.latePaid),
              charge: tierOf(detail, detail.chargePaid),
              principal: tierOf(detail, detail.principalPaid),
              remainder: tierOf(detail, detail.sellerPaid),
              surplus: { paid: detail.surplus },
            }}
          />
        </div>
      )}
    </Section>
  );
}
