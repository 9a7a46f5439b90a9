import assert from "node:assert/strict";
import type { Wallet } from "ethers";
import type { Deal } from "../../src/core/typed-data/deal";
import { dayOf } from "../../src/core/waterfall/waterfall";
import { UNIT } from "./ground";
import type { World } from "./world";

/** A thousand of the currency. */
export const K = 1000n * UNIT;

/** Charge on `principal` over the days between two moments at 12%, 365. */
export const chargeOf = (principal: bigint, from: number, to: number, rateBps = 1200n): bigint => {
  const days = dayOf(BigInt(to), 28_800n) - dayOf(BigInt(from), 28_800n);
  return (principal * days * rateBps) / (10_000n * 365n);
};

/** Steps the life tests share, bound to a world. */
export const lifeSteps = (world: World) => {
  /** Registered and funded by A alone, at the cap of 80,000 unless told. */
  const funded = async (change = {}, amount = 80n * K, lot = {}): Promise<Deal> => {
    const deal = await world.makeDeal(change, lot);
    await world.fund(deal, world.people.lenderA, amount);
    return deal;
  };

  /** Registered, funded by A and B at the cap of 80,000, released in full. */
  const released = async (change = {}): Promise<{ deal: Deal; at: number }> => {
    const { lenderA, lenderB } = world.people;
    const deal = await world.makeDeal(change);
    await world.fund(deal, lenderA, 50n * K);
    await world.fund(deal, lenderB, 30n * K);
    await world.release(deal, 100n * K);
    return { deal, at: await world.now() };
  };

  /** What one account gained in coin while `work` ran. */
  const gain = async (who: Wallet, work: () => Promise<unknown>): Promise<bigint> => {
    const start = await world.balance(who);
    await work();
    return (await world.balance(who)) - start;
  };

  /** Balances now, and afterwards what each account has gained since. */
  const watch = async (...accounts: readonly { address: string }[]) => {
    const read = () => Promise.all(accounts.map(({ address }) => world.balance(address)));
    const start = await read();
    return async () => (await read()).map((amount, index) => amount - (start[index] ?? 0n));
  };

  /**
   * Escrow, unpaid lender money and claims are what the contract holds, when no other receivable has any. Until the
   * last units burn, a movement of notes leaves less than two units of dust.
   */
  const conserved = async (
    lived: Deal | readonly Deal[],
    holders: readonly { address: string }[],
    { moves = 0 } = {},
  ): Promise<void> => {
    const { seller, buyer } = world.people;
    const deals = "terms" in lived ? [lived] : lived;
    let held = 0n;
    for (const deal of deals) {
      const figures = await world.position(deal);
      held += BigInt(figures.funded - figures.released - figures.returned);
      for (const who of holders)
        held += await world.call("dueTo", deal.terms.receivable, who.address);
    }
    const treasury = await world.call("treasury");
    const claims = [
      ...new Set([seller, buyer, ...holders].map(({ address }) => address)),
      treasury,
    ];
    for (const account of claims) held += await world.call("claimOf", world.coin.target, account);
    const own = await world.balance(String(world.receivables.target));
    const dust = BigInt(deals.length * (holders.length + 1) + 2 * moves);
    assert.ok(own >= held && own - held < dust, `holds ${own}, owes ${held}`);
  };
  return { funded, released, gain, watch, conserved };
};
