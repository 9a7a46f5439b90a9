import {
  addDecimal,
  compareDecimal,
  type Decimal,
  printDecimal,
  readDecimal,
  subtractDecimal,
  sumDecimals,
  unitsAtScale,
  ZERO,
} from "@/core/decimal";
import type { Draft, DraftAmount } from "@/core/intake/draft";
import { type Reason, reason } from "@/core/intake/reason";
import { printAmount } from "@/core/intake/rules/currency-decimals";
import { COIN_DECIMALS } from "@/core/money";

/** Above this many whole units somebody confirms that the amount is no slip of the pen. */
const LARGE: Decimal = { units: 10_000_000_000n, scale: 0 };

/** The amount due, and whether the document's own arithmetic supports it. */
export const judgeAmount = (
  draft: Draft,
  currency: string | null,
): { amountDue: string | null; reasons: readonly Reason[] } => {
  const { payable } = draft.totals;
  const [first] = payable;
  if (first === undefined || first.text === "") {
    if (draft.reasons.some(({ code }) => code.startsWith("cell."))) {
      return { amountDue: null, reasons: [] };
    }
    const message =
      "The amount due is missing, so nothing says what the buyer owes. Ask for a complete document.";
    return {
      amountDue: null,
      reasons: [reason("amount.missing", draft.places.amountDue, message)],
    };
  }
  const amount = readDecimal(first.text);
  if (amount === undefined) {
    const message = `"${first.text}" is no plain number. Amounts are digits with an optional decimal point, without exponents, spaces or grouping.`;
    return { amountDue: null, reasons: [reason("amount.unreadable", first.path, message)] };
  }
  const reasons = [
    ...judgeSize(amount, first.path, currency),
    ...judgeIdentities(draft, amount),
    ...judgePrepaid(draft, amount, currency),
  ];
  if (payable.length > 1) {
    const message = `The document states ${payable.length} amounts due. Only one can be right; ask for a corrected document.`;
    reasons.push(reason("amount.twice", payable[1]?.path ?? first.path, message));
  }
  return { amountDue: printAmount(amount, currency), reasons };
};

const judgeSize = (amount: Decimal, path: string, currency: string | null): readonly Reason[] => {
  const shown = printAmount(amount, currency);
  if (amount.units <= 0n) {
    const message =
      amount.units === 0n
        ? "The amount due is zero: nothing is left to pay, so there is nothing to finance."
        : `The amount due is negative (${shown}): the seller owes the buyer. It is a correction and cannot be financed; it is counted against the invoice it corrects.`;
    return [reason("amount.not_positive", path, message)];
  }
  if (unitsAtScale(amount, COIN_DECIMALS) === undefined) {
    const message = `${shown} has more than six decimals, which no coin can pay. Ask for a rounded amount due.`;
    return [reason("amount.too_fine", path, message)];
  }
  if (compareDecimal(amount, LARGE) > 0) {
    const message = `${shown} is unusually large. Have a person confirm that no digits slipped.`;
    return [reason("amount.too_large", path, message)];
  }
  return [];
};

const judgePrepaid = (
  { totals }: Draft,
  amount: Decimal,
  currency: string | null,
): readonly Reason[] => {
  const prepaid = valueIn(totals.prepaid);
  if (totals.prepaid === null || prepaid === null || prepaid.units === 0n) return [];
  const message = `${printAmount(prepaid, currency)} was paid before; only the remaining ${printAmount(amount, currency)} can be financed.`;
  return [reason("amount.prepaid", totals.prepaid.path, message)];
};

const valueIn = (amount: DraftAmount | null): Decimal | null =>
  amount === null ? ZERO : (readDecimal(amount.text) ?? null);

/** The sums that a document must satisfy; the first that fails is told, with both sides. */
const judgeIdentities = (draft: Draft, payable: Decimal): readonly Reason[] => {
  const { totals, places } = draft;
  if (draft.format === "table") return [];
  if (totals.gross === null) {
    const message =
      "The total with tax is missing, so the amount due cannot be checked against it. Ask for a complete document.";
    return [reason("amount.identity", places.amountDue, message)];
  }
  return [payableIdentity(draft, payable), grossIdentity(draft), netIdentity(draft)]
    .filter((found) => found !== null)
    .slice(0, 1);
};

const identity = (sides: {
  readonly at: DraftAmount;
  readonly stated: Decimal;
  readonly expected: Decimal;
  readonly says: string;
}): Reason | null => {
  if (compareDecimal(sides.stated, sides.expected) === 0) return null;
  const message = `${sides.says} should be ${printDecimal(sides.expected, 2)}, but the document says ${printDecimal(sides.stated, 2)}. Ask the seller to correct it, or have a person confirm the amount due.`;
  return reason("amount.identity", sides.at.path, message);
};

const payableIdentity = ({ totals }: Draft, payable: Decimal): Reason | null => {
  const [at] = totals.payable;
  const [gross, prepaid, rounding] = [totals.gross, totals.prepaid, totals.rounding].map(valueIn);
  if (at === undefined || !gross || !prepaid || !rounding) return unreadable(totals);
  const expected = addDecimal(subtractDecimal(gross, prepaid), rounding);
  const withheld = sumDecimals(totals.withheld.map((tax) => valueIn(tax) ?? ZERO));
  if (compareDecimal(payable, subtractDecimal(expected, withheld)) === 0) return null;
  return identity({
    at,
    stated: payable,
    expected,
    says: "The amount due (total with tax, less what was prepaid, plus rounding)",
  });
};

const grossIdentity = ({ totals }: Draft): Reason | null => {
  if (totals.gross === null || totals.net === null) return null;
  const taxes = totals.taxes
    .filter(({ currency }) => currency === null || currency === totals.gross?.currency)
    .map(valueIn)
    .filter((tax) => tax !== null);
  const gross = valueIn(totals.gross);
  const net = valueIn(totals.net);
  if (taxes.length === 0 || gross === null || net === null) return null;
  const tax = subtractDecimal(gross, net);
  if (taxes.some((single) => compareDecimal(single, tax) === 0)) return null;
  const expected = addDecimal(net, sumDecimals(taxes));
  return identity({
    at: totals.gross,
    stated: gross,
    expected,
    says: "The total with tax (total without tax plus tax)",
  });
};

const netIdentity = ({ totals }: Draft): Reason | null => {
  if (totals.net === null || totals.lines === null) return null;
  const [net, lines, allowances, charges] = [
    totals.net,
    totals.lines,
    totals.allowances,
    totals.charges,
  ].map(valueIn);
  if (!net || !lines || !allowances || !charges) return unreadable(totals);
  return identity({
    at: totals.net,
    stated: net,
    expected: addDecimal(subtractDecimal(lines, allowances), charges),
    says: "The total without tax (lines, less allowances, plus charges)",
  });
};

const unreadable = (totals: Draft["totals"]): Reason | null => {
  const all = [totals.gross, totals.prepaid, totals.rounding, totals.net, totals.lines];
  const bad = [...all, totals.allowances, totals.charges].find(
    (amount) => amount !== null && readDecimal(amount.text) === undefined,
  );
  if (!bad) return null;
  const message = `"${bad.text}" is no plain number, so the amount due cannot be checked. Ask for a corrected document.`;
  return reason("amount.identity", bad.path, message);
};
