import {
  accruedAt,
  entitlementOf,
  escrowOf,
  expectedOf,
  fundingCapOf,
  idleEscrowOf,
  isClosed,
  lenderTotalOf,
  owedAt,
  sumOf,
} from "@/core/life/figures";
import type { Holding, Life, Party } from "@/core/life/life";
import type { ChainStatus } from "@/core/receivable/chain-status";
import { bookSplit, split } from "@/core/waterfall/waterfall";

/** Pays out of what the core holds; where the account cannot be paid, it keeps a claim. */
export const pay = (life: Life, party: Party, amount: bigint): void => {
  const account = life.accounts[party];
  if (account.isFrozen || account.isListed) account.claim += amount;
  else {
    account.balance += amount;
    life.held -= amount;
  }
};

/** Money leaves an account for the core. */
export const take = (life: Life, party: Party, amount: bigint): void => {
  life.accounts[party].balance -= amount;
  life.held += amount;
};

/** Why the coin would not let an account pay an amount. */
export const coinReasons = (life: Life, party: Party, amount: bigint): readonly string[] => {
  const { isListed, balance } = life.accounts[party];
  return [
    ...(isListed ? ["AccountBlacklisted"] : []),
    ...(balance < amount ? ["ERC20InsufficientBalance"] : []),
  ];
};

/** All escrow goes back to the lenders, to be paid out as theirs. */
export const returnEscrow = (life: Life): void => {
  life.returned += escrowOf(life);
};

/** A state that follows from what just happened. */
const settleState = (life: Life, now: number): void => {
  const isBefore = life.status === "funding" || life.status === "funded";
  if (isBefore || life.status === "released") life.returned += idleEscrowOf(life, now);
  if (isBefore && escrowOf(life) === 0n) life.status = "refunded";
  if (life.status === "funding" && escrowOf(life) >= fundingCapOf(life, now))
    life.status = "funded";
  closeWhenRepaid(life, now);
};

/** Settled: nothing is owed on what was released, and nothing waits in escrow. */
export const closeWhenRepaid = (life: Life, now: number): void => {
  const isOpen: boolean = (["released", "defaulted"] as ChainStatus[]).includes(life.status);
  if (isOpen && escrowOf(life) === 0n && sumOf(owedAt(life, now)) === 0n) life.status = "settled";
};

/** After the caps have moved: idle escrow returns, and the state that follows is taken. */
export const afterCapsMoved = settleState;

/** Runs the buyer's money, which the core holds already, through the waterfall. */
export const collect = (life: Life, amount: bigint, now: number): void => {
  const due = owedAt(life, now);
  const stillToCome = expectedOf(life) - life.collected;
  const parts = split(due, amount, stillToCome > 0n ? stillToCome : 0n);
  life.tiers = bookSplit(accruedAt(life, now), parts);
  life.collected += amount - parts.surplus;
  settleState(life, now);
  life.treasury += parts.fee;
  life.accounts.buyer.claim += parts.surplus;
  pay(life, "seller", parts.remainder);
};

/** Runs what lies on the collection account through the waterfall. */
export const sweep = (life: Life, now: number): void => {
  const amount = life.arrived;
  if (amount === 0n) return;
  life.arrived = 0n;
  life.held += amount;
  collect(life, amount, now);
};

/** What fell due so far becomes the holder's own, whatever happens to its units. */
export const credit = (life: Life, holding: Holding): void => {
  const due = entitlementOf(life, holding.units) - holding.paid;
  if (due <= 0n) return;
  holding.credit += due;
  holding.paid += due;
};

const burn = (life: Life, holding: Holding): void => {
  life.burntUnits += holding.units;
  life.burntPaid += holding.paid - holding.lost;
  holding.frozen = holding.frozen > holding.units ? holding.frozen - holding.units : 0n;
  holding.units = 0n;
  holding.paid = 0n;
  holding.lost = 0n;
};

/** Pays holders what is due. In a closed state their units burn; what rounding left over goes to the seller. */
export const payHolders = (life: Life, payees: readonly Party[]): void => {
  let hasBurnt = false;
  for (const payee of payees) {
    const holding = life.holdings[payee];
    credit(life, holding);
    const amount = holding.credit;
    holding.credit = 0n;
    if (isClosed(life) && holding.units > 0n) {
      burn(life, holding);
      hasBurnt = true;
    }
    pay(life, payee, amount);
  }
  if (hasBurnt && life.burntUnits === life.funded) {
    pay(life, "seller", lenderTotalOf(life) - life.burntPaid);
  }
};
