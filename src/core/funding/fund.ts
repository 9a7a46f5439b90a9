import type { LicenceClass } from "@/core/licence/licence-class";
import { type Decision, decide, refuse } from "@/core/refusal";

/** What a lender is allowed to do, as our records say; the chain checks the same again. */
export type LenderStanding = {
  readonly organisationStatus: string;
  readonly account: string | null;
  /** The one in force that lasts longest, else the latest of any status; null when there is none. `expiresAt` is its first moment without force. */
  readonly licence: {
    readonly class: LicenceClass;
    readonly status: string;
    readonly expiresAt: Date;
  } | null;
};

/** An offer and what is already taken of it; amounts in minor units of the receivable's coin. */
export type FundableOffer = {
  readonly receivableStatus: string;
  readonly offerStatus: string;
  readonly fundBy: Date;
  readonly deliverBy: Date;
  /** Account of the one lender the offer names; null when it is open to every licensed lender. */
  readonly namedLender: string | null;
  /** True when the offer carries the hash of a signed memorandum, which a money lender needs. */
  readonly hasMemorandum: boolean;
  readonly capacity: FundingCapacity;
};

/** The figures that bound what can still be funded, in minor units. */
export type FundingCapacity = {
  readonly maximum: bigint;
  readonly advanceBps: number;
  readonly amountDue: bigint;
  readonly diluted: bigint;
  readonly collected: bigint;
  /** Funded according to the chain. */
  readonly funded: bigint;
  /** Signed and submitted fundings that the chain has not judged yet. */
  readonly pending: bigint;
};

/**
 * What is left to fund: the smaller of the offer's maximum and `advanceBps x (amountDue - diluted - collected)` rounded
 * down, less what is funded and what is on its way. Never negative.
 */
export const leftToFund = (capacity: FundingCapacity): bigint => {
  const owed = capacity.amountDue - capacity.diluted - capacity.collected;
  const bound = owed > 0n ? (owed * BigInt(capacity.advanceBps)) / 10_000n : 0n;
  const left = smaller(bound, capacity.maximum) - capacity.funded - capacity.pending;
  return left > 0n ? left : 0n;
};

/**
 * May this lender fund at all? A licence must be in force and last until `deliverBy`, because escrow may wait that long.
 * Refuses with `funding.suspended`, `funding.no_account`, `funding.no_licence`, `funding.licence_expired` or `funding.licence_too_short`.
 */
export const checkLender = (
  lender: LenderStanding,
  until: { readonly now: Date; readonly deliverBy: Date },
): Decision<{ readonly account: string; readonly class: LicenceClass }> => {
  if (lender.organisationStatus !== "active") return refuse("funding.suspended");
  const { licence } = lender;
  if (!licence || licence.status === "proposed" || licence.status === "revoked")
    return refuse("funding.no_licence");
  if (licence.status === "expired" || licence.expiresAt <= until.now)
    return refuse("funding.licence_expired", { expired: dayOf(licence.expiresAt) });
  if (licence.expiresAt <= until.deliverBy)
    return refuse("funding.licence_too_short", {
      licence: dayOf(licence.expiresAt),
      needed: dayOf(until.deliverBy),
    });
  if (!lender.account) return refuse("funding.no_account");
  return decide({ account: lender.account, class: licence.class });
};

/**
 * May this lender fund this amount of this offer now? Answers the lender's account and what is left afterwards.
 * Refuses with the reasons of `checkLender`, `funding.offer_closed`, `funding.offer_expired`, `funding.not_for_you`,
 * `funding.memorandum_missing`, `funding.amount_invalid`, `funding.nothing_left` and `funding.over_left` (detail `left` in minor units).
 */
export const fund = (facts: {
  readonly lender: LenderStanding;
  readonly offer: FundableOffer;
  /** Minor units. */
  readonly amount: bigint;
  readonly now: Date;
}): Decision<{ readonly account: string; readonly leftAfter: bigint }> => {
  const { offer, now, amount } = facts;
  const allowed = checkLender(facts.lender, { now, deliverBy: offer.deliverBy });
  if (!allowed.ok) return allowed;
  const open = checkOffer(offer, now);
  if (!open.ok) return open;
  const { account } = allowed.value;
  if (offer.namedLender && offer.namedLender.toLowerCase() !== account.toLowerCase())
    return refuse("funding.not_for_you");
  if (allowed.value.class === "money-lender" && !offer.hasMemorandum)
    return refuse("funding.memorandum_missing");
  if (amount <= 0n) return refuse("funding.amount_invalid");
  const left = leftToFund(offer.capacity);
  if (left === 0n) return refuse("funding.nothing_left");
  if (amount > left) return refuse("funding.over_left", { left: left.toString() });
  return decide({ account, leftAfter: left - amount });
};

/** Is the offer still open? An offer can be funded up to and including the second `fundBy`. */
const checkOffer = (
  offer: Pick<FundableOffer, "receivableStatus" | "offerStatus" | "fundBy">,
  now: Date,
): Decision<true> => {
  if (!FUNDABLE.includes(offer.receivableStatus) || !IN_FORCE.includes(offer.offerStatus))
    return refuse("funding.offer_closed");
  if (now > offer.fundBy) return refuse("funding.offer_expired");
  return decide(true);
};

const FUNDABLE = ["registered", "funding"];
const IN_FORCE = ["open", "frozen"];

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

/** Amounts a lender most often wants, in minor units; each at most what is left. */
export type FundingPresets = {
  readonly all: bigint;
  /** Half of what is left, rounded down to a whole cent (10,000 minor units). */
  readonly half: bigint;
  /** What is still missing for the offer to go through; 0 when its minimum is reached. */
  readonly needed: bigint;
};

/** The three amounts offered as buttons. `minimum` is the offer's own, in minor units. */
export const fundingPresets = (capacity: FundingCapacity, minimum: bigint): FundingPresets => {
  const all = leftToFund(capacity);
  const missing = minimum - capacity.funded - capacity.pending;
  const half = all / 2n;
  return {
    all,
    half: half - (half % 10_000n),
    needed: missing > 0n ? smaller(missing, all) : 0n,
  };
};

const smaller = (one: bigint, other: bigint): bigint => {
  if (one < other) return one;
  return other;
};
