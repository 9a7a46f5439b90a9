import type { ActOf } from "@/core/life/act";
import { ceilingOf, dayAt, escrowOf, fundingCapOf, isDisputed } from "@/core/life/figures";
import type { Life, Party, Scene } from "@/core/life/life";
import {
  afterCapsMoved,
  coinReasons,
  payHolders,
  returnEscrow,
  sweep,
  take,
} from "@/core/life/money";
import { type Reasons, reasonsFor } from "@/core/life/reasons";
import { annualBpsUp } from "@/core/waterfall/waterfall";

/** More than this is no amount: sums of such amounts stay within the words of the contract. */
export const AMOUNT_MAX = 2n ** 53n - 1n;

/** 0 or too much. */
export const isNoAmount = (amount: bigint): boolean => amount <= 0n || amount > AMOUNT_MAX;

/** Registers a lot, or one again that was withdrawn before anything was collected on it. */
export const register = (life: Life, act: ActOf<"register">, { now }: Scene): Reasons => {
  const isFree =
    life.status === "none" ||
    (life.status === "cancelled" && life.collected === 0n && act.issuedAt > life.cancelledAt);
  const reasons = reasonsFor({
    TooEarly: now < act.issuedAt,
    TooLate: now > act.expiry,
    NotEligible: life.accounts.seller.isFrozen,
    NotAuthorised: act.isUnsigned,
    AlreadyRegistered: !isFree,
  });
  life.status = "registered";
  life.registeredAt = now;
  life.cancelledAt = 0;
  life.floor = 0;
  life.diluted = 0n;
  life.isPromised = false;
  life.isDuplicate = false;
  return reasons;
};

/** Makes the seller's older offers void. */
export const raiseOfferFloor = (
  life: Life,
  act: ActOf<"raiseOfferFloor">,
  { now }: Scene,
): Reasons => {
  const reasons = reasonsFor({
    WrongStatus: life.status !== "registered",
    TooLate: now > act.expiry,
    OfferSuperseded: act.sequence <= life.floor,
    NotAuthorised: act.isUnsigned,
  });
  life.floor = act.sequence;
  return reasons;
};

/** The seller withdraws what nobody has funded. */
export const cancel = (life: Life, act: ActOf<"cancel">, { now }: Scene): Reasons => {
  const reasons = reasonsFor({
    WrongStatus: life.status !== "registered",
    TooLate: now > act.expiry,
    NotAuthorised: act.isUnsigned,
  });
  life.status = "cancelled";
  life.cancelledAt = now;
  return reasons;
};

const isAboveCeiling = (life: Life, now: number): boolean => {
  const { offer, dueAt } = life.agreement;
  const dayCount = BigInt(offer.dayCount);
  const [today, dueDay] = [dayAt(life, now), dayAt(life, dueAt)];
  const termDays = dueDay > today ? dueDay - today : 0n;
  const price = { rateBps: BigInt(offer.rateBps), feeBps: BigInt(offer.feeBps), dayCount };
  const late = { rateBps: BigInt(offer.lateRateBps), feeBps: 0n, dayCount, termDays: 1n };
  const ceiling = ceilingOf(life);
  return annualBpsUp({ ...price, termDays }) > ceiling || annualBpsUp(late) > ceiling;
};

/** What is looked at when the first funding freezes the offer. */
const offerReasons = (life: Life, now: number): Reasons => {
  const { offer, attesters } = life.agreement;
  return reasonsFor({
    OfferSuperseded: offer.sequence < life.floor,
    InvalidOffer:
      offer.advanceBps < 1 ||
      offer.advanceBps > 10_000 ||
      offer.deliverBy < offer.fundBy ||
      offer.quorum < 1 ||
      offer.quorum > attesters.length,
    NotEligible: life.accounts.seller.isFrozen,
    RateAboveCeiling: isAboveCeiling(life, now),
  });
};

const lenderReasons = (life: Life, lender: Party): Reasons => {
  const { offer } = life.agreement;
  const { licensedUntil, isFrozen, isMoneyLender } = life.accounts[lender];
  return reasonsFor({
    NotEligible:
      (offer.lender !== null && offer.lender !== lender) ||
      isFrozen ||
      licensedUntil === 0 ||
      licensedUntil < offer.deliverBy,
    InvalidOffer: isMoneyLender && (!offer.hasMemorandum || offer.lateRateBps > offer.rateBps),
  });
};

/** A lender pays principal into escrow. */
export const fund = (life: Life, act: ActOf<"fund">, { now, switches }: Scene): Reasons => {
  const { lender, amount } = act;
  const before = life.status;
  const isFirst = before === "registered";
  sweep(life, now);
  const reasons = [
    ...reasonsFor({
      WrongStatus: (!isFirst && before !== "funding") || life.status !== before,
      Paused: switches.fundingPaused,
      DuplicateOrder: life.isDuplicate,
      TooLate: now > life.agreement.offer.fundBy,
      InvalidAmount: isNoAmount(amount),
      AboveCap: escrowOf(life) + amount > fundingCapOf(life, now),
      NotAuthorised: act.isUnsigned,
    }),
    ...(isFirst ? offerReasons(life, now) : []),
    ...lenderReasons(life, lender),
    ...coinReasons(life, lender, amount),
  ];
  if (isFirst) life.fundedAt = now;
  life.funded += amount;
  life.holdings[lender].units += amount;
  life.status = escrowOf(life) === fundingCapOf(life, now) ? "funded" : "funding";
  take(life, lender, amount);
  return reasons;
};

/** Ends funding after its deadline: at the minimum it stands, below it everything goes back. */
export const closeFunding = (life: Life, act: ActOf<"closeFunding">, { now }: Scene): Reasons => {
  const { offer } = life.agreement;
  const reasons = reasonsFor({
    WrongStatus: life.status !== "funding",
    TooEarly: now <= offer.fundBy,
    Disputed: isDisputed(life, now),
  });
  if (escrowOf(life) >= offer.minimum) {
    life.status = "funded";
    afterCapsMoved(life, now);
  } else {
    life.status = "refunded";
    returnEscrow(life);
  }
  payHolders(life, act.payees);
  return reasons;
};
