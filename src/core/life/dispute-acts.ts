import type { ActOf } from "@/core/life/act";
import { isDisputed } from "@/core/life/figures";
import type { Life, Scene } from "@/core/life/life";
import { afterCapsMoved, closeWhenRepaid, returnEscrow, sweep } from "@/core/life/money";
import { type Reasons, reasonsFor } from "@/core/life/reasons";
import type { ChainStatus } from "@/core/receivable/chain-status";

const DISPUTE_SECONDS = 10 * 86_400;

const isUnreleased = ({ status }: Life): boolean => status === "funding" || status === "funded";

const OPEN: readonly ChainStatus[] = ["registered", "funding", "funded", "released", "defaulted"];

/** One side says that a part of the goods is not as agreed. */
export const dispute = (life: Life, act: ActOf<"dispute">, { now }: Scene): Reasons => {
  const { agreement, lodged } = life;
  const before = life.dispute;
  const isBuyer = act.party === "buyer";
  const isSide = isBuyer || act.party === "seller";
  const reasons = reasonsFor({
    WrongStatus: !isUnreleased(life),
    TooLate: now > act.expiry || (lodged === null && now > agreement.offer.deliverBy),
    InvalidDispute: act.amount <= 0n || act.amount > agreement.amountDue,
    NotAuthorised: !isSide || act.isUnsigned,
    PaymentIsPromised: isBuyer && life.isPromised,
    AlreadyDisputed: isSide && (isBuyer ? before?.byBuyer : before?.bySeller),
  });
  const amount = before && before.amount > act.amount ? before.amount : act.amount;
  life.dispute = {
    byBuyer: isBuyer || before?.byBuyer === true,
    bySeller: !isBuyer || before?.bySeller === true,
    amount,
    until: now + DISPUTE_SECONDS,
    isClosed: false,
  };
  return reasons;
};

const heldUnits = (life: Life, act: ActOf<"resolveDispute">): bigint =>
  act.holders.reduce((sum, holder) => sum + life.holdings[holder].units, 0n);

/** Both sides, or two arbiters without a stake, end an open dispute at once. */
export const resolveDispute = (
  life: Life,
  act: ActOf<"resolveDispute">,
  { now }: Scene,
): Reasons => {
  const open = isDisputed(life, now) ? life.dispute : null;
  const reasons = reasonsFor({
    WrongStatus: !isUnreleased(life),
    TooLate: now > act.expiry,
    NoDispute: open === null,
    InvalidDispute: open !== null && act.undelivered > open.amount,
    QuorumMissing: act.by === "buyer",
    NotAuthorised: act.isUnsigned,
    NotEligible: act.by === "buyerAndArbiter",
    HoldersMissing: act.by === "arbiters" && heldUnits(life, act) !== life.funded,
  });
  if (open) life.dispute = { ...open, amount: act.undelivered, until: now, isClosed: true };
  afterCapsMoved(life, now);
  return reasons;
};

/** Books the end of a dispute that ran out in silence. */
export const closeDispute = (life: Life, _act: ActOf<"closeDispute">, { now }: Scene): Reasons => {
  const reasons = reasonsFor({
    WrongStatus: !isUnreleased(life),
    Disputed: isDisputed(life, now),
    NoDispute: life.dispute === null || life.dispute.isClosed,
  });
  if (life.dispute) life.dispute = { ...life.dispute, isClosed: true };
  afterCapsMoved(life, now);
  return reasons;
};

/** The buyer promises to pay without set-off, and gives up its dispute. */
export const promisePayment = (
  life: Life,
  act: ActOf<"promisePayment">,
  { now }: Scene,
): Reasons => {
  const reasons = reasonsFor({
    WrongStatus: !OPEN.includes(life.status),
    TooLate: now > act.expiry || now > act.payBy,
    PaymentIsPromised: life.isPromised,
    Disputed: isDisputed(life, now),
    NotAuthorised: act.isUnsigned,
  });
  life.isPromised = true;
  return reasons;
};

/** An order of this receivable is shown to be in one that was funded before it. */
export const proveDuplicate = (
  life: Life,
  _act: ActOf<"proveDuplicate">,
  { now }: Scene,
): Reasons => {
  const wasOpen = OPEN.includes(life.status);
  if (life.status !== "none") sweep(life, now);
  const reasons = reasonsFor({
    WrongStatus: !wasOpen || !OPEN.includes(life.status),
    DuplicateOrder: life.isDuplicate,
  });
  life.isDuplicate = true;
  if (isUnreleased(life)) life.status = "refunded";
  if (life.status !== "registered") returnEscrow(life);
  if (life.status === "released") closeWhenRepaid(life, now);
  return reasons;
};
