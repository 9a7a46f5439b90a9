import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { Contract } from "ethers";
import { artifacts } from "hardhat";
import { K, lifeSteps } from "./life-steps";
import { DAY, makeWorld, refuses, rewinding, type World } from "./world";

let world: World;
let marks: ReturnType<typeof rewinding>;
before(async () => {
  world = await makeWorld();
  marks = rewinding(world);
});
beforeEach(() => marks.keep());
afterEach(() => marks.rewind());
after(() => world.connection.close());

const { released, gain } = lifeSteps(() => world);

/** Other code at the coin's address, with everything the coin had written still there. */
const replaceCoin = (code: string) => world.rpc("hardhat_setCode", world.coin.target, code);

describe("money that waits in the collection account", () => {
  test("is taken before more is lent: what it completes or closes takes no more", async () => {
    const { lenderA, lenderB, buyer } = world.people;
    for (const [paid, left] of [
      [37_500n, "funded"],
      [100_000n, "refunded"],
    ] as const) {
      const deal = await world.makeDeal();
      await world.fund(deal, lenderA, 50n * K);
      await world.pay(buyer, await world.accountOf(deal), (paid * K) / 1000n);
      await refuses(world.fund(deal, lenderB, 1n), "WrongStatus");
      assert.equal(await world.statusOf(deal), "funding");
      await world.relay("sweep", [deal, [lenderA.address]]);
      assert.equal(await world.statusOf(deal), left);
      assert.equal(await world.units(deal, lenderB), 0n);
    }
  });
});

describe("an offer on what is due today", () => {
  test("has its fee counted on one day, and passes with 5 basis points where 6 are too dear", async () => {
    const { lenderA } = world.people;
    for (const dueIn of [0, -DAY]) {
      const dueAt = (await world.now()) + dueIn;
      const dear = await world.makeDeal({ feeBps: 6 }, { dueAt });
      await refuses(world.fund(dear, lenderA, K), "RateAboveCeiling");
      const deal = await world.makeDeal({ feeBps: 5 }, { dueAt });
      await world.fund(deal, lenderA, K);
    }
  });
});

describe("the largest receivable", () => {
  const MOST = 2n ** 53n - 1n;

  test("paid at once and years late loses no unit, though it is too much for the word it would lie in", async () => {
    const { lenderA, buyer, relayer, seller } = world.people;
    const { abi, deployedBytecode } = await artifacts.readArtifact("PracticeCoin");
    await replaceCoin(deployedBytecode);
    const coin = new Contract(world.coin.target, abi, relayer);
    await world.act(relayer, coin, "callBack", [`0x${"00".repeat(20)}`, "0x"]);
    await world.act(relayer, coin, "keep", [0]);
    await world.act(relayer, coin, "mint", [lenderA.address, MOST]);
    await world.act(relayer, coin, "mint", [buyer.address, 4n * MOST]);
    const offer = { advanceBps: 10_000, rateBps: 3000, lateRateBps: 3074, feeBps: 0 };
    const deal = await world.makeDeal({ ...offer, minimum: 1n }, { amountDue: MOST });
    await world.act(lenderA, world.coin, "approve", [world.receivables.target, MOST]);
    const none = { salt: `0x${"00".repeat(32)}`, validAfter: 0, validBefore: 0, signature: "0x" };
    const payment = { payer: lenderA.address, amount: MOST, ...none };
    const word = await world.signOffer(deal);
    await world.act(lenderA, world.receivables, "fund", [deal, word, payment]);
    assert.equal(await gain(seller, () => world.release(deal, MOST)), MOST);
    await world.travel(1500 * DAY);
    await world.pay(buyer, await world.accountOf(deal), 4n * MOST);
    const due = await world.call("owedAt", deal, await world.now());
    const owed: bigint = due.principal + due.charge + due.late;
    assert.ok(owed >= 2n ** 54n);
    const got = await gain(lenderA, () => world.relay("sweep", [deal, [lenderA.address]]));
    const figures = await world.position(deal);
    assert.equal(await world.statusOf(deal), "settled");
    assert.equal(got, owed);
    assert.deepEqual(
      [figures.collected, figures.principalRepaid, figures.chargePaid + figures.latePaid],
      [owed, MOST, owed - MOST],
    );
    assert.equal(await world.claimOf(buyer), 4n * MOST - owed);
  });
});

describe("a claim in a coin that changed", () => {
  const claim = (account: string) => world.relay("claim", [world.coin.target, account]);

  test("is paid where the coin answers nothing, and stays where no coin is or it says no", async () => {
    const { buyer, lenderA, lenderB } = world.people;
    const { deal } = await released();
    await world.settle(deal, 103n * K, [lenderA, lenderB]);
    // Nothing at all; ends without an answer; answers 0; answers one byte.
    await replaceCoin("0x");
    await refuses(claim(buyer.address), "PaymentFailed");
    await replaceCoin("0x60206000f3");
    await refuses(claim(buyer.address), "PaymentFailed");
    await replaceCoin("0x600160005360016000f3");
    await refuses(claim(buyer.address), "PaymentFailed");
    assert.equal(await world.claimOf(buyer), 3n * K);
    await replaceCoin("0x00");
    await claim(buyer.address);
    assert.equal(await world.claimOf(buyer), 0n);
  });
});
