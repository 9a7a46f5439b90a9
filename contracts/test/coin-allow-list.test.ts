import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type CoinWorld, makeCoinWorld } from "./coin-world";
import { K, lifeSteps } from "./life-steps";
import { DAY, refuses } from "./world";

let world: CoinWorld;
before(async () => {
  world = await makeCoinWorld();
  await world.act(world.admin, world.coin, "setAllowListMode", [true]);
});
after(() => world.connection.close());

const { released } = lifeSteps(() => world);

describe("a life in allow-list mode", () => {
  test("lenders, escrow, seller and buyer are all known, and it ends settled", async () => {
    const { lenderA, lenderB } = world.people;
    const { deal } = await released();
    await world.travel(10 * DAY);
    await world.settle(deal, 100n * K, [lenderA, lenderB]);
    assert.equal(await world.statusOf(deal), "settled");
  });

  test("a collection account is known by its code, which anybody may put there, twice too", async () => {
    const { buyer, lenderA, lenderB } = world.people;
    const { deal } = await released();
    const account = await world.accountOf(deal);
    await refuses(world.pay(buyer, account, K), "HolderNotAllowed");
    await world.relay("openCollectionAccount", [deal.terms.receivable]);
    await world.pay(buyer, account, K);
    await world.relay("openCollectionAccount", [deal.terms.receivable]);
    await world.pay(buyer, account, 99n * K);
    await world.relay("sweep", [deal, [lenderA.address, lenderB.address]]);
    assert.equal(await world.statusOf(deal), "settled");
  });
});
