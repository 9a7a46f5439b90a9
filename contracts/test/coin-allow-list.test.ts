import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { makeCoinWorld } from "./coin-world";
import { DAY } from "./ground";
import { ownChain } from "./kept-world";
import { K, lifeSteps } from "./life-steps";
import { refuses } from "./refuses";

const world = ownChain(makeCoinWorld, ({ act, admin, coin }) =>
  act(admin, coin, "setAllowListMode", [true]),
);

const { released } = lifeSteps(world);

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
