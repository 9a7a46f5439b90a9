import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { DAY, UNIT } from "./ground";
import { keptWorld } from "./kept-world";
import { K, lifeSteps } from "./life-steps";
import { noteSteps } from "./note-steps";
import { refuses } from "./refuses";
import { servicingSteps } from "./servicing-steps";
import { makeWorld } from "./world";

const world = keptWorld(makeWorld);

const { gain, conserved, released } = lifeSteps(world);
const { told } = servicingSteps(world);
const { freeze, move, due } = noteSteps(world);

const FEE = 400n * UNIT;
const namesOf = (receipt: Parameters<typeof told>[0]): string[] =>
  told(receipt).map(({ name }) => name);
const treasury = (): Promise<string> => world.call("treasury");

describe("a payout", () => {
  test("is due to nobody before there is money", async () => {
    const deal = await world.makeDeal();
    assert.equal(await due(deal, world.people.lenderA), 0n);
  });

  test("burns units of which some are frozen, and none stay frozen", async () => {
    const { lenderA, lenderB } = world.people;
    const { deal } = await released();
    await freeze(deal, lenderA, 10n * K);
    await world.settle(deal, 100n * K);
    const receipt = await world.relay("payOut", [deal, [lenderA.address, lenderB.address]]);
    const frozen = told(receipt).filter(({ name }) => name === "Frozen");
    assert.deepEqual(
      frozen.map(({ args }) => [args[0], args[2]]),
      [[lenderA.address, 0n]],
    );
    assert.equal(await world.units(deal, lenderA), 0n);
  });

  test("never exceeds what came in where a holder gives away units again and again", async () => {
    const { lenderA, lenderB, lenderC } = world.people;
    const { deal } = await released();
    await world.settle(deal, 10n * K + 1n);
    await move(deal, lenderA, lenderB, 1n);
    await world.settle(deal, 10n * K + 1n);
    await move(deal, lenderA, lenderC, 1n);
    await world.settle(deal, 100n * K);
    await conserved(deal, [lenderA, lenderB, lenderC], { moves: 2 });
    const all = [lenderA, lenderB, lenderC].map(({ address }) => address);
    await world.relay("payOut", [deal, all]);
    assert.equal(await world.units(deal, lenderC), 0n);
    await conserved(deal, [lenderA, lenderB, lenderC]);
  });
});

describe("money coming in", () => {
  test("is told in order, and so is where it went", async () => {
    const { lenderA, lenderB } = world.people;
    const deal = await world.makeDeal();
    await world.fund(deal, lenderA, 80n * K);
    assert.deepEqual(namesOf(await world.release(deal, 100n * K)), ["Released"]);
    await world.travel(10 * DAY);
    const closed = await world.settle(deal, 101n * K, [lenderA, lenderB]);
    assert.deepEqual(namesOf(closed), [
      ...["TransferSingle", "Collected", "Parked", "Parked", "TransferSingle", "PaidOut"],
    ]);
    const args = [world.coin.target, await treasury()];
    const claimed = told(await world.relay("claim", args));
    assert.deepEqual(
      claimed.map(({ name, args: told }) => [name, ...told]),
      [["Claimed", ...args, await treasury(), FEE]],
    );
    await refuses(world.relay("claim", args), "NoClaim");
  });

  test("goes to each tier by the unit: fee, lenders, seller, buyer", async () => {
    const { lenderA, seller, buyer } = world.people;
    const { deal } = await released({ feeBps: 1 });
    await world.travel(10 * DAY);
    const account = await treasury();
    const fee = 8n * UNIT;
    const claimOf = (who: string) => world.call("claimOf", world.coin.target, who);
    await world.settle(deal, 1n);
    assert.equal(await claimOf(account), 1n);
    await world.relay("claim", [world.coin.target, account]);
    assert.equal(await world.balance(account), 1n);
    assert.equal(await claimOf(account), 0n);
    await world.settle(deal, fee - 1n + 8n);
    assert.equal(await due(deal, lenderA), 5n);
    const { charge, principal } = await world.call("owedAt", deal, await world.now());
    const owed = charge + principal;
    assert.equal(await gain(seller, () => world.settle(deal, owed + 1n)), 1n);
    const left = 100n * K - fee - 8n - owed - 1n;
    assert.equal(await gain(seller, () => world.settle(deal, left + 1n)), left);
    assert.equal(await claimOf(buyer.address), 1n);
  });

  test("that is nobody's fee, surplus or remainder is not told as one", async () => {
    const { lenderA, lenderB, seller } = world.people;
    const { deal } = await released({ feeBps: 0 });
    const receipt = await world.settle(deal, 8n);
    assert.deepEqual(namesOf(receipt), ["Collected"]);
    const transfers = receipt.logs
      .filter(({ address }) => address === world.coin.target)
      .map((log) => world.coin.interface.parseLog(log))
      .filter((log) => log?.name === "Transfer" && log.args.to === seller.address);
    assert.deepEqual(transfers, []);
    const units = [lenderA, lenderB].map(({ address }) => address);
    assert.equal(await gain(lenderB, () => world.relay("payOut", [deal, units])), 3n);
    assert.deepEqual(namesOf(await world.relay("payOut", [deal, units])), []);
  });

  test("of one unit reaches the only lender", async () => {
    const { lenderA } = world.people;
    const deal = await world.makeDeal({ feeBps: 0 });
    await world.fund(deal, lenderA, 80n * K);
    await world.release(deal, 100n * K);
    const receipt = await world.settle(deal, 1n, [lenderA]);
    assert.deepEqual(namesOf(receipt), ["Collected", "PaidOut"]);
    assert.equal(await due(deal, lenderA), 0n);
  });

  test("is at least one unit and at most 2^53 - 1", async () => {
    const { deal } = await released();
    const pay = async (amount: bigint) =>
      world.relay("settle", await world.settleArgs(deal, amount, []));
    await refuses(pay(0n), "InvalidAmount");
    await refuses(pay(2n ** 53n), "InvalidAmount");
    await refuses(pay(2n ** 53n - 1n), "ERC20InsufficientBalance");
  });

  test("by nobody's payment is none: an empty collection account is left alone", async () => {
    const { deal } = await released();
    assert.equal(await world.call("sweep", deal, []), 0n);
    assert.deepEqual(namesOf(await world.relay("sweep", [deal, []])), []);
    const account = await world.accountOf(deal);
    assert.equal(await world.provider.getCode(account), "0x");
    await world.pay(world.people.buyer, account, 1n);
    assert.equal(await world.call("sweep", deal, []), 1n);
  });
});
