import type { ReactNode } from "react";
import { decimalsOf } from "@/components/money/decimals";
import { Money } from "@/components/money/money";
import { type Currency, money } from "@/core/money";

/** The six tiers, in the order a collection fills them. */
const WATERFALL_TIERS = ["fee", "late", "charge", "principal", "remainder", "surplus"] as const;

export type WaterfallTier = (typeof WATERFALL_TIERS)[number];

const tierWords: Record<WaterfallTier, { word: string; payee: string }> = {
  fee: { word: "Platform fee", payee: "Quaynote" },
  late: { word: "Late charge", payee: "lenders" },
  charge: { word: "Discount charge", payee: "lenders" },
  principal: { word: "Principal", payee: "lenders" },
  remainder: { word: "Remainder", payee: "the seller" },
  surplus: { word: "Surplus", payee: "the payer's refund address" },
};

export type WaterfallTableProps = {
  currency: Currency;
  /** Minor units. `owed` is the entitlement so far, `paid` what was distributed. Surplus has no owed figure. */
  tiers: Record<WaterfallTier, { owed?: bigint; paid: bigint; parts?: ReactNode }>;
  /** Money that came in; the paid column must sum to it unless some is still undistributed. */
  collected: bigint;
  caption?: string;
};

/** Where the buyer's money goes, tier by tier; a tier is paid in full before the next gets anything. */
export function WaterfallTable(props: WaterfallTableProps) {
  const { currency, tiers, collected, caption = "Distribution in six tiers" } = props;
  const paid = WATERFALL_TIERS.reduce((sum, tier) => sum + tiers[tier].paid, 0n);
  const waiting = collected - paid;
  const paidDecimals = decimalsOf([
    collected,
    waiting,
    ...WATERFALL_TIERS.map((tier) => tiers[tier].paid),
  ]);
  const owedDecimals = decimalsOf(WATERFALL_TIERS.map((tier) => tiers[tier].owed));
  const row = "border-b py-2 align-baseline";
  return (
    <table className="w-full text-sm">
      <caption className="sr-only">{caption}</caption>
      <thead className="text-start text-muted">
        <tr>
          <th scope="col" className={`${row} pe-3 text-start font-medium`}>
            Tier
          </th>
          <th scope="col" className={`${row} px-3 text-end font-medium max-sm:hidden`}>
            Owed
          </th>
          <th scope="col" className={`${row} ps-3 text-end font-medium`}>
            Paid ({currency})
          </th>
        </tr>
      </thead>
      <tbody>
        {WATERFALL_TIERS.map((tier, index) => (
          <tr key={tier}>
            <th scope="row" className={`${row} ps-5 pe-3 -indent-5 text-start font-normal`}>
              <span className="figures inline-block w-5 indent-0 text-muted">{index + 1}</span>
              {tierWords[tier].word}
              <span className="text-muted"> to {tierWords[tier].payee}</span>
              {tiers[tier].parts && (
                <span className="block indent-0 text-muted">{tiers[tier].parts}</span>
              )}
            </th>
            <td className={`${row} px-3 text-end text-muted max-sm:hidden`}>
              <Figure currency={currency} minor={tiers[tier].owed} decimals={owedDecimals} />
            </td>
            <td className={`${row} ps-3 text-end`}>
              <Figure currency={currency} minor={tiers[tier].paid} decimals={paidDecimals} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot className="font-semibold">
        {waiting !== 0n && (
          <tr className="font-normal">
            <th scope="row" className={`${row} pe-3 text-start font-normal`}>
              Waits for distribution
            </th>
            <td className={`${row} max-sm:hidden`} />
            <td className={`${row} ps-3 text-end`}>
              <Figure currency={currency} minor={waiting} decimals={paidDecimals} />
            </td>
          </tr>
        )}
        <tr>
          <th scope="row" className="pt-2.5 pe-3 text-start">
            Collected
          </th>
          <td className="max-sm:hidden" />
          <td className="ps-3 pt-2.5 text-end">
            <Figure currency={currency} minor={collected} decimals={paidDecimals} />
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

function Figure(props: { currency: Currency; minor: bigint | undefined; decimals: number }) {
  const { currency, minor, decimals } = props;
  if (minor === undefined) return <span className="text-faint">none</span>;
  return <Money bare value={money(currency, minor)} decimals={decimals} />;
}
