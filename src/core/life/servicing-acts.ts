import type { ActOf } from "@/core/life/act";
import { accruedAt, owedAt, recourseOf, sumOf } from "@/core/life/figures";
import { isNoAmount } from "@/core/life/funding-acts";
import type { Life, Party, Scene } from "@/core/life/life";
import {
  afterCapsMoved,
  closeWhenRepaid,
  coinReasons,
  collect,
  pay,
  payHolders,
  returnEscrow,
  sweep,
  take,
} from "@/core/life/money";
import { type Reasons, reasonsFor } from "@/core/life/reasons";
import { bookSplit, split } from "@/core/waterfall/waterfall";

const DAY_SECONDS = 86_400;

/** Units of holders that consent; a frozen holder cannot, nor can frozen units. */
const consentedUnits = (life: Life, consents: readonly Party[]): bigint =>
  consents.reduce((sum, holder) => {
    const { units, frozen } = life.holdings[holder];
    return units > frozen ? sum + units - frozen : sum;
  }, 0n);

/**
 * The seller credits the buyer, at most down to what it has paid. The hold-back absorbs it first; beyond that holders
 * of more than half of all units consent.
 */
export const dilute = (life: Life, act: ActOf<"dilute">, { now }: Scene): Reasons => {
  const limit = life.agreement.amountDue - life.collected;
  const isBeyond = act.diluted + sumOf(owedAt(life, now)) > limit;
  const reasons = reasonsFor({
    WrongStatus: (["none", "settled", "cancelled"] as string[]).includes(life.status),
    TooLate: now > act.expiry,
    InvalidDilution: act.diluted <= life.diluted || act.diluted > limit,
    NotAuthorised: act.isUnsigned,
    NotEligible: isBeyond && act.consents.some((holder) => life.accounts[holder].isFrozen),
    ConsentMissing: isBeyond && consentedUnits(life, act.consents) * 2n <= life.funded,
  });
  life.diluted = act.diluted;
  life.tiers = accruedAt(life, now);
  afterCapsMoved(life, now);
  return reasons;
};

/** Anyone pays what the buyer owes. */
export const settle = (life: Life, act: ActOf<"settle">, { now }: Scene): Reasons => {
  const reasons = [
    ...reasonsFor({
      WrongStatus: life.status === "none",
      InvalidAmount: isNoAmount(act.amount),
      NotAuthorised: act.isUnsigned,
    }),
    ...coinReasons(life, act.payer, act.amount),
  ];
  if (reasons.length > 0) return reasons;
  take(life, act.payer, act.amount);
  collect(life, act.amount, now);
  payHolders(life, act.payees);
  return [];
};

/** A plain transfer of the coin to the collection account. */
export const transfer = (life: Life, act: ActOf<"transfer">): Reasons => {
  const reasons = coinReasons(life, act.payer, act.amount);
  life.accounts[act.payer].balance -= act.amount;
  life.arrived += act.amount;
  return reasons;
};

/** Anyone brings in what lies on the collection account. */
export const sweepAct = (life: Life, act: ActOf<"sweep">, { now }: Scene): Reasons => {
  if (life.status === "none") return ["WrongStatus"];
  sweep(life, now);
  payHolders(life, act.payees);
  return [];
};

/** A plain transfer of another coin to the collection account. */
export const transferOther = (life: Life, act: ActOf<"transferOther">): Reasons => {
  life.arrivedOther += act.amount;
  return [];
};

/** Money in another coin becomes the buyer's claim. */
export const sweepOther = (life: Life): Reasons => {
  const reasons = reasonsFor({
    WrongStatus: life.status === "none",
    InvalidAmount: life.arrivedOther === 0n,
  });
  life.claimOther += life.arrivedOther;
  life.arrivedOther = 0n;
  return reasons;
};

/** The seller repays what is owed; the buyer's later money is its own. */
export const buyBack = (life: Life, act: ActOf<"buyBack">, { now }: Scene): Reasons => {
  const due = owedAt(life, now);
  const reasons = [
    ...reasonsFor({
      WrongStatus: life.status !== "released" && life.status !== "defaulted",
      NotAuthorised: act.payer !== "seller" || act.isUnsigned,
      InvalidAmount: isNoAmount(act.amount),
      BuyBackTooSmall: act.amount < sumOf(due),
    }),
    ...coinReasons(life, act.payer, act.amount),
  ];
  if (reasons.length > 0) return reasons;
  take(life, "seller", act.amount);
  const parts = split(due, act.amount, 0n);
  life.tiers = bookSplit(accruedAt(life, now), parts);
  life.status = "boughtBack";
  returnEscrow(life);
  life.treasury += parts.fee;
  pay(life, "seller", parts.surplus);
  payHolders(life, act.payees);
  return [];
};

/** The seller pays what it owes by recourse, or a part of it; this is not the buyer's money. */
export const payRecourse = (life: Life, act: ActOf<"payRecourse">, { now }: Scene): Reasons => {
  const reasons = [
    ...reasonsFor({
      WrongStatus: life.status !== "released" && life.status !== "defaulted",
      NotAuthorised: act.payer !== "seller" || act.isUnsigned,
      InvalidAmount: isNoAmount(act.amount),
      AboveRecourse: act.amount > recourseOf(life, now),
    }),
    ...coinReasons(life, act.payer, act.amount),
  ];
  if (reasons.length > 0) return reasons;
  take(life, "seller", act.amount);
  const parts = split(owedAt(life, now), act.amount, 0n);
  life.tiers = bookSplit(accruedAt(life, now), parts);
  afterCapsMoved(life, now);
  life.treasury += parts.fee;
  payHolders(life, act.payees);
  return [];
};

/** Default: the due time, grace and notice are over and money is still owed; where none is, the life is settled. */
export const declareDefault = (
  life: Life,
  act: ActOf<"declareDefault">,
  { now }: Scene,
): Reasons => {
  const { dueAt, offer } = life.agreement;
  const last = dueAt + (offer.graceDays + offer.noticeDays) * DAY_SECONDS;
  const reasons = reasonsFor({ WrongStatus: life.status !== "released", TooEarly: now <= last });
  if (reasons.length > 0) return reasons;
  sweep(life, now);
  if (life.status === "released") {
    if (sumOf(owedAt(life, now)) > 0n) life.status = "defaulted";
    returnEscrow(life);
    closeWhenRepaid(life, now);
  }
  payHolders(life, act.payees);
  return [];
};

/** Pays holders what is due to them. */
export const payOut = (life: Life, act: ActOf<"payOut">): Reasons => {
  const reasons = reasonsFor({
    WrongStatus: (["none", "registered", "cancelled"] as string[]).includes(life.status),
  });
  payHolders(life, act.payees);
  return reasons;
};
