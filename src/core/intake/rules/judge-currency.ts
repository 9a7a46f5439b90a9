import type { Draft, DraftAmount } from "@/core/intake/draft";
import { type Reason, reason } from "@/core/intake/reason";

/** Currencies whose settlement coin is in use. */
const SETTLED: ReadonlySet<string> = new Set(["HKD", "USD", "EUR"]);

/** Currencies whose coin exists but may not be used before its approval is recorded. */
const AWAITING_APPROVAL: ReadonlySet<string> = new Set(["CNH", "CNY", "RMB"]);

const amountsOf = ({ totals, lines }: Draft): readonly DraftAmount[] =>
  [
    ...totals.payable,
    totals.gross,
    totals.net,
    totals.lines,
    totals.allowances,
    totals.charges,
    totals.prepaid,
    totals.rounding,
    ...lines.map(({ net }) => net),
  ].filter((amount) => amount !== null);

/**
 * The document's currency: the stated one, else the one that all its amounts carry. A valid invoice in a
 * currency without a coin is held, not rejected: nothing is wrong with the debt.
 */
export const judgeCurrency = (
  draft: Draft,
): { currency: string | null; reasons: readonly Reason[] } => {
  const beside = new Set(amountsOf(draft).flatMap(({ currency }) => currency ?? []));
  const stated = draft.currency?.text ?? null;
  const currency = stated ?? (beside.size === 1 ? ([...beside][0] ?? null) : null);
  if (currency === null) {
    const message = "The currency is missing. Add its three-letter code, for example HKD.";
    return { currency, reasons: [reason("currency.missing", draft.places.currency, message)] };
  }
  const path = draft.currency?.path ?? draft.places.currency;
  const other = amountsOf(draft).find(
    (amount) => amount.currency !== null && amount.currency !== currency,
  );
  const mixed =
    other === undefined
      ? []
      : [
          reason(
            "currency.mixed",
            other.path,
            `The document is in ${currency}, but this amount is in ${other.currency}. Split it into one document per currency.`,
          ),
        ];
  return { currency, reasons: [...judgeCode(currency, path), ...mixed] };
};

const judgeCode = (currency: string, path: string): readonly Reason[] => {
  if (SETTLED.has(currency)) return [];
  if (!/^[A-Z]{3}$/.test(currency)) {
    const message = `"${currency}" is no currency code. Write three capital letters, for example HKD.`;
    return [reason("currency.unknown", path, message)];
  }
  const message = AWAITING_APPROVAL.has(currency)
    ? `${currency} cannot be settled: its coin stays disabled until the regulator's approval is recorded. Agree with the buyer on HKD, USD or EUR.`
    : `${currency} has no settlement coin. Agree with the buyer on HKD, USD or EUR, or finance it elsewhere.`;
  return [reason("currency.no_coin", path, message)];
};
