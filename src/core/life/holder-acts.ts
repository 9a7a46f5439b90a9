import type { ActOf } from "@/core/life/act";
import { entitlementOf } from "@/core/life/figures";
import type { Life, Scene } from "@/core/life/life";
import { credit } from "@/core/life/money";
import { type Reasons, reasonsFor } from "@/core/life/reasons";

/**
 * A holder moves units to a licensed lender. Both sides are settled first: what fell due stays with the giver. What
 * was paid on the notes stays the same in all, so the fraction of a unit goes against who receives.
 */
export const moveNote = (life: Life, act: ActOf<"moveNote">, { now }: Scene): Reasons => {
  const [from, to] = [life.holdings[act.from], life.holdings[act.to]];
  const taker = life.accounts[act.to];
  const free = from.units > from.frozen ? from.units - from.frozen : 0n;
  const reasons = reasonsFor({
    ERC1155MissingApprovalForAll: act.isUnsigned,
    ERC7943CannotSend: life.accounts[act.from].isFrozen,
    ERC7943CannotReceive: taker.isFrozen || taker.licensedUntil === 0 || taker.licensedUntil < now,
    ERC1155InsufficientBalance: from.units < act.units,
    ERC7943InsufficientUnfrozenBalance: act.units > free,
  });
  if (reasons.length > 0 || act.from === act.to) return reasons;
  credit(life, from);
  credit(life, to);
  const paid = from.paid + to.paid;
  from.units -= act.units;
  to.units += act.units;
  from.paid = entitlementOf(life, from.units);
  to.paid = paid - from.paid;
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
