import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Contract, type Wallet } from "ethers";
import { artifacts } from "hardhat";
import { collectionAccountAbi } from "../../src/adapters/chain/generated/abi";
import type { Deal } from "../../src/core/typed-data/deal";
import { DAY } from "./ground";
import { keptWorld } from "./kept-world";
import { K, lifeSteps } from "./life-steps";
import { noteSteps } from "./note-steps";
import { refuses } from "./refuses";
import { makeWorld } from "./world";

const world = keptWorld(makeWorld);

const { released, gain } = lifeSteps(world);
const { makeSale, signSale } = noteSteps(world);
const MOST = 2n ** 53n - 1n;
const UNSIGNED = { salt: `0x${"00".repeat(32)}`, validAfter: 0, validBefore: 0, signature: "0x" };

/** Other code at the coin's address, with everything the coin had written still there. */
const replaceCoin = (code: string) => world.rpc("hardhat_setCode", world.coin.target, code);

/** From now on the coin does what it is told, and at first nothing odd. */
const practise = async () => {
  const { relayer } = world.people;
  const { abi, deployedBytecode } = await artifacts.readArtifact("PracticeCoin");
  await replaceCoin(deployedBytecode);
  const coin = new Contract(world.coin.target, abi, relayer);
  const tell = (name: string, ...args: unknown[]) => world.act(relayer, coin, name, args);
  await tell("callBack", `0x${"00".repeat(20)}`, "0x");
  await tell("keep", 0);
  return { coin, tell };
};

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
  test("paid at once and years late loses no unit, though it is too much for the word it would lie in", async () => {
    const { lenderA, buyer, seller } = world.people;
    const { tell } = await practise();
    await tell("mint", lenderA.address, MOST);
    await tell("mint", buyer.address, 4n * MOST);
    const offer = { advanceBps: 10_000, rateBps: 3000, lateRateBps: 3074, feeBps: 0 };
    const deal = await world.makeDeal({ ...offer, minimum: 1n }, { amountDue: MOST });
    await world.act(lenderA, world.coin, "approve", [world.receivables.target, MOST]);
    const payment = { payer: lenderA.address, amount: MOST, ...UNSIGNED };
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

describe("what is refused as a payment", () => {
  const paying = (name: string) => (payer: Wallet, deal: Deal, amount: bigint) => {
    const payment = { payer: payer.address, amount, ...UNSIGNED };
    return world.act(payer, world.receivables, name, [deal, payment, []]);
  };
  const [settle, buyBack] = [paying("settle"), paying("buyBack")];
  const allow = (who: Wallet) =>
    world.act(who, world.coin, "approve", [world.receivables.target, 2n ** 60n]);

  test("nothing, too much for its field, and a buy-back by anybody but the seller", async () => {
    const { buyer } = world.people;
    const { deal } = await released();
    for (const amount of [0n, MOST + 1n])
      await refuses(settle(buyer, deal, amount), "InvalidAmount");
    await refuses(buyBack(buyer, deal, 100n * K), "NotAuthorised");
    await refuses(world.relay("sweepOther", [deal, world.otherCoin.target]), "InvalidAmount");
  });

  test("what arrives a unit short", async () => {
    const { buyer } = world.people;
    const { deal } = await released();
    const { tell } = await practise();
    await tell("mint", buyer.address, 2n * K);
    await allow(buyer);
    await tell("keep", 1);
    await refuses(settle(buyer, deal, K), "ShortPayment");
    await tell("keep", 0);
    await settle(buyer, deal, K);
    assert.equal((await world.position(deal)).collected, K);
  });

  test("a coin that tells no balance, and a coin of other decimals from the start", async () => {
    const { buyer } = world.people;
    const { deal } = await released();
    await allow(buyer);
    await practise();
    await refuses(
      world.act(world.admin, world.receivables, "setCoin", [world.coin.target, true]),
      "CoinNotAllowed",
    );
    await replaceCoin("0x");
    await refuses(settle(buyer, deal, K), "NoBalance");
  });
});

describe("who cannot be asked", () => {
  test("a register that does not answer lets nobody pass", async () => {
    const { lenderA } = world.people;
    const { deal } = await released();
    const args = await world.settleArgs(deal, K, [lenderA]);
    await world.rpc("hardhat_setCode", world.participants.target, "0x");
    await refuses(world.relay("settle", args), "NoRegister");
    await refuses(world.call("canSend", lenderA.address), "NoRegister");
  });

  test("a collection account can be opened by anybody and forwards for Receivables alone", async () => {
    const { buyer, stranger } = world.people;
    const deal = await world.makeDeal();
    await world.act(stranger, world.receivables, "openCollectionAccount", [deal.terms.receivable]);
    const account = new Contract(await world.accountOf(deal), collectionAccountAbi, stranger);
    await world.pay(buyer, await world.accountOf(deal), K);
    for (const who of [stranger, buyer, world.admin])
      await refuses(world.act(who, account, "forward", [world.coin.target]), "NotReceivables");
    await world.relay("sweep", [deal, []]);
    assert.equal((await world.position(deal)).collected, K);
  });
});

describe("a payout with too little gas", () => {
  /** Tries with more and more gas until it is accepted, and tells how it failed before that. */
  const failures = async (deal: Deal, holder: Wallet): Promise<Set<string>> => {
    const payOut = world.receivables.getFunction("payOut");
    const met = new Set<string>();
    for (let gasLimit = 40_000n; gasLimit < 500_000n; gasLimit += 1_000n) {
      const problem = await payOut.staticCall(deal, [holder.address], { gasLimit }).then(
        () => undefined,
        ({ revert }: { revert?: { name: string } }) => revert?.name ?? "no gas",
      );
      if (problem) met.add(problem);
      else {
        await (await payOut.send(deal, [holder.address], { gasLimit })).wait();
        return met;
      }
    }
    throw new Error("never accepted");
  };

  test("fails as a whole: a transfer is not taken for refused where gas could be the reason", async () => {
    const { lenderA, lenderB } = world.people;
    const { deal } = await released();
    await world.settle(deal, 8n * K);
    await world.act(world.compliance, world.coin, "blacklist", [lenderA.address]);
    assert.ok((await failures(deal, lenderA)).has("OutOfGas"));
    assert.equal(await world.claimOf(lenderA), 5n * K);
    await failures(deal, lenderB);
    assert.equal(await world.claimOf(lenderB), 0n);
  });
});

describe("a coin that gives the buyer of notes a unit back", () => {
  test("undoes the sale: the price has to leave the buyer, too", async () => {
    const { lenderA, lenderB } = world.people;
    const { deal } = await released();
    const sale = await makeSale(deal, lenderA, { units: K, price: K });
    const { coin, tell } = await practise();
    await tell("mint", lenderB.address, K);
    await world.act(lenderB, world.coin, "approve", [world.receivables.target, K]);
    const payment = { payer: lenderB.address, amount: K, ...UNSIGNED };
    const args = [deal, sale, await signSale(deal, sale, lenderA), payment];
    const buy = () => world.act(lenderB, world.receivables, "buyNotes", args);
    const gift = coin.interface.encodeFunctionData("mint", [lenderB.address, 1n]);
    await tell("callBack", coin.target, gift);
    await refuses(buy(), "ShortPayment");
    assert.equal(await world.units(deal, lenderB), 30n * K);
    await tell("callBack", `0x${"00".repeat(20)}`, "0x");
    await buy();
    assert.equal(await world.units(deal, lenderB), 31n * K);
  });
});

describe("a claim in a coin that changed", () => {
  const claim = (account: string) => world.relay("claim", [world.coin.target, account]);

  test("stays where no coin is, or one that says no, and is paid once the coin is back", async () => {
    const { buyer, lenderA, lenderB } = world.people;
    const { deal } = await released();
    await world.settle(deal, 103n * K, [lenderA, lenderB]);
    const code = await world.provider.getCode(world.coin.target);
    // Nothing at all; ends without an answer; answers one byte; answers 0 to everything.
    for (const strange of ["0x", "0x00", "0x600160005360016000f3"]) {
      await replaceCoin(strange);
      await refuses(claim(buyer.address), "NoBalance");
    }
    await replaceCoin("0x60206000f3");
    await refuses(claim(buyer.address), "PaymentFailed");
    assert.equal(await world.claimOf(buyer), 3n * K);
    await replaceCoin(code);
    await claim(buyer.address);
    assert.equal(await world.claimOf(buyer), 0n);
  });
});
