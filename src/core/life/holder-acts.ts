import type { ActOf } from "@/core/life/act";
import { entitlementOf, least, lenderTotalOf } from "@/core/life/figures";
import { isNoAmount } from "@/core/life/funding-acts";
import type { Holding, Life, Party, Scene } from "@/core/life/life";
import { coinReasons, credit, pay, sweep, take } from "@/core/life/money";
import { type Reasons, reasonsFor } from "@/core/life/reasons";

/** A lender whose licence has not lapsed, not frozen. */
export const isLicensed = (life: Life, party: Party, now: number): boolean => {
  const { licensedUntil, isFrozen } = life.accounts[party];
  return !isFrozen && licensedUntil !== 0 && licensedUntil >= now;
};

/** Units their holder may move. */
export const freeUnits = ({ units, frozen }: Holding): bigint =>
  units > frozen ? units - frozen : 0n;

/** What a settled holding is entitled to beyond its last whole unit, in parts of a unit as many as were funded. */
const fractionOf = (life: Life, { units, paid }: Holding): bigint => {
  const open = units * lenderTotalOf(life) - paid * life.funded;
  return open > 0n ? open : 0n;
};

const upTo = (parts: bigint, whole: bigint): bigint => (parts + whole - 1n) / whole;

/** Says what counts as paid, of which less may really have been. */
const count = (holding: Holding, paid: bigint, real: bigint): void => {
  holding.paid = paid;
  holding.lost = paid - real;
};

/**
 * Units change hands. Both sides are settled first: what fell due stays with the giver. What was really paid stays the
 * same in all. A fraction of a unit that was not paid yet goes along with the units, the giver's new one counts as paid.
 */
export const shift = (life: Life, from: Holding, to: Holding, units: bigint): void => {
  credit(life, from);
  credit(life, to);
  const total = lenderTotalOf(life);
  const open = fractionOf(life, from) + fractionOf(life, to);
  const real = from.paid - from.lost + to.paid - to.lost;
  from.units -= units;
  to.units += units;
  if (total === 0n) return;
  const kept = least(entitlementOf(life, from.units), real);
  count(from, upTo(from.units * total, life.funded), kept);
  const parts = to.units * total - open;
  const counted = parts > 0n ? upTo(parts, life.funded) : 0n;
  count(to, counted > real - kept ? counted : real - kept, real - kept);
};

type Move = { readonly from: Party; readonly to: Party; readonly units: bigint };

const moveReasons = (life: Life, { from, to, units }: Move, now: number): Reasons =>
  reasonsFor({
    ERC7943CannotSend: life.accounts[from].isFrozen,
    ERC7943CannotReceive: !isLicensed(life, to, now),
    ERC1155InsufficientBalance: life.holdings[from].units < units,
    ERC7943InsufficientUnfrozenBalance: units > freeUnits(life.holdings[from]),
  });

const move = (life: Life, { from, to, units }: Move): void => {
  if (from !== to) shift(life, life.holdings[from], life.holdings[to], units);
};

/** A holder moves units to a licensed lender. */
export const moveNote = (life: Life, act: ActOf<"moveNote">, { now }: Scene): Reasons => {
  const reasons = [
    ...reasonsFor({ ERC1155MissingApprovalForAll: act.isUnsigned }),
    ...moveReasons(life, act, now),
  ];
  if (reasons.length === 0) move(life, act);
  return reasons;
};

/** A lender buys units at the holder's price, for exactly what is still to come. */
export const buyNotes = (life: Life, act: ActOf<"buyNotes">, { now }: Scene): Reasons => {
  const { holder, buyer, units, price, lender } = act;
  const drawnUpFor = lenderTotalOf(life) + (act.isOutdated ? 1n : 0n);
  if (life.status !== "none") sweep(life, now);
  const trade: Move = { from: holder, to: buyer, units };
  const reasons = [
    ...reasonsFor({
      WrongStatus: life.status === "none",
      TooLate: now > act.expiry,
      NotEligible: lender !== null && lender !== buyer,
      InvalidAmount: isNoAmount(units) || isNoAmount(price),
      SaleOutdated: drawnUpFor !== lenderTotalOf(life),
      NotAuthorised: act.isUnsigned,
    }),
    ...moveReasons(life, trade, now),
    ...coinReasons(life, buyer, price),
  ];
  if (reasons.length > 0) return reasons;
  move(life, trade);
  take(life, buyer, price);
  pay(life, holder, price);
  return [];
};

/** Compliance freezes that many units of a holder, in all. */
export const freezeUnits = (life: Life, act: ActOf<"freezeUnits">): Reasons => {
  life.holdings[act.holder].frozen = act.units;
  return [];
};

/** The issuer lists an account, or takes it off the list. */
export const list = (life: Life, act: ActOf<"list" | "freeze">): Reasons => {
  life.accounts[act.party].isListed = act.isOn;
  return [];
};

/** Compliance freezes an account, or frees it. */
export const freeze = (life: Life, act: ActOf<"list" | "freeze">): Reasons => {
  life.accounts[act.party].isFrozen = act.isOn;
  return [];
};

/** A lender's licence gets another end. */
export const license = (life: Life, act: ActOf<"license">): Reasons => {
  life.accounts[act.lender].licensedUntil = act.until;
  return [];
};

/** An account's whole claim is paid to itself. */
export const claim = (life: Life, act: ActOf<"claim">): Reasons => {
  const account = life.accounts[act.account];
  const reasons = reasonsFor({
    NoClaim: account.claim === 0n,
    NotEligible: account.isFrozen,
    PaymentFailed: account.isListed,
  });
  account.balance += account.claim;
  life.held -= account.claim;
  account.claim = 0n;
  return reasons;
};

/** An account's whole claim is paid to another address, by its word. */
export const claimTo = (life: Life, act: ActOf<"claimTo">, { now }: Scene): Reasons => {
  const [account, to] = [life.accounts[act.account], life.accounts[act.to]];
  const reasons = reasonsFor({
    TooLate: now > act.expiry,
    NotAuthorised: act.isUnsigned,
    NoClaim: account.claim === 0n,
    NotEligible: account.isFrozen || to.isFrozen,
    PaymentFailed: to.isListed,
  });
  to.balance += account.claim;
  life.held -= account.claim;
  account.claim = 0n;
  return reasons;
};
