import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Deal } from "../../src/core/typed-data/deal";
import { DAY } from "./ground";
import { keptWorld } from "./kept-world";
import { K, lifeSteps } from "./life-steps";
import { servicingSteps } from "./servicing-steps";
import { makeWorld } from "./world";

const world = keptWorld(makeWorld);

const { gain, conserved } = lifeSteps(world);
const { credit, finish, told } = servicingSteps(world);

const owedNow = async (deal: Deal): Promise<bigint> => {
  const { fee, late, charge, principal } = await world.call("owedAt", deal, await world.now());
  return fee + late + charge + principal;
};

describe("a release", () => {
  test("counts what the buyer sent to the collection account before it", async () => {
    const { lenderA, buyer, seller } = world.people;
    const deal = await world.makeDeal();
    await world.fund(deal, lenderA, 80n * K);
    await world.pay(buyer, await world.accountOf(deal), 50n * K);
    assert.equal(await gain(seller, () => world.release(deal, 100n * K)), 90n * K);
    const { collected, released: advanced, returned } = await world.position(deal);
    assert.deepEqual([collected, advanced, returned], [50n * K, 40n * K, 40n * K]);
    await conserved(deal, [lenderA]);
  });

  test("that is final counts it too", async () => {
    const { lenderA, buyer, seller } = world.people;
    const deal = await world.makeDeal();
    await world.fund(deal, lenderA, 80n * K);
    await world.pay(buyer, await world.accountOf(deal), 50n * K);
    assert.equal(await gain(seller, () => finish(deal, 100n * K)), 90n * K);
    await conserved(deal, [lenderA]);
  });

  test("of a part, repaid, is settled when nothing more will be released", async () => {
    const { lenderA } = world.people;
    const deal = await world.makeDeal();
    await world.fund(deal, lenderA, 80n * K);
    await world.release(deal, 50n * K);
    await world.settle(deal, 60n * K);
    assert.equal(await world.statusOf(deal), "released");
    await world.travel(21 * DAY);
    const receipt = await world.relay("closeRelease", [deal, [lenderA.address]]);
    assert.equal(await world.statusOf(deal), "settled");
    const burnt = told(receipt).filter(({ name }) => name === "TransferSingle");
    assert.deepEqual(
      burnt.map(({ args }) => [args.id, args.value]),
      [
        [BigInt(deal.terms.receivable), 1n],
        [BigInt(deal.terms.receivable) | 1n, 80n * K],
      ],
    );
    await conserved(deal, [lenderA]);
  });

  test("of a part is not settled while one unit is owed", async () => {
    const { lenderA } = world.people;
    const deal = await world.makeDeal();
    await world.fund(deal, lenderA, 80n * K);
    await world.release(deal, 50n * K);
    await world.travel(21 * DAY);
    await world.settle(deal, (await owedNow(deal)) - 1n);
    await world.relay("closeRelease", [deal, []]);
    assert.equal(await world.statusOf(deal), "released");
    await conserved(deal, [lenderA]);
  });

  test("may be of one unit, and the next of one more", async () => {
    const { lenderA, seller } = world.people;
    const deal = await world.makeDeal({ advanceBps: 10_000 });
    await world.fund(deal, lenderA, 100n * K);
    assert.equal(await gain(seller, () => world.release(deal, 1n)), 1n);
    assert.equal(await gain(seller, () => world.settle(deal, 1n)), 0n);
    assert.equal(await gain(seller, () => world.release(deal, 2n)), 1n);
    assert.equal(await gain(seller, () => finish(deal, 3n)), 1n);
    await conserved(deal, [lenderA]);
  });

  test("of all but one unit gives that unit back when it is credited", async () => {
    const { lenderA } = world.people;
    const deal = await world.makeDeal({ advanceBps: 10_000 });
    await world.fund(deal, lenderA, 100n * K);
    await world.release(deal, 100n * K - 1n);
    const receipt = await credit(deal, 1n, [lenderA]);
    const returned = told(receipt).filter(({ name }) => name === "Returned");
    assert.deepEqual(
      returned.map(({ args }) => [args.amount, args.returned]),
      [[1n, 1n]],
    );
    assert.equal((await world.position(deal)).returned, 1n);
  });

  test("of all but one unit gives that unit back when release ends", async () => {
    const { lenderA } = world.people;
    const deal = await world.makeDeal({ advanceBps: 10_000 });
    await world.fund(deal, lenderA, 100n * K);
    await world.release(deal, 100n * K - 1n);
    await world.travel(21 * DAY);
    const receipt = await world.relay("closeRelease", [deal, []]);
    const names = told(receipt).map(({ name }) => name);
    assert.ok(names.includes("Returned"));
  });

  test("that is final credits nothing anew where as much is credited already", async () => {
    const { lenderA } = world.people;
    const deal = await world.makeDeal();
    await world.fund(deal, lenderA, 80n * K);
    await credit(deal, 10n * K);
    const receipt = await finish(deal, 90n * K);
    assert.deepEqual(
      told(receipt).map(({ name }) => name),
      ["Released", "DeliveryClosed"],
    );
    await conserved(deal, [lenderA]);
  });

  test("can follow once a payment lowers the cap to what is funded, to the unit", async () => {
    const { lenderA } = world.people;
    const deal = await world.makeDeal();
    await world.fund(deal, lenderA, 40n * K);
    await world.settle(deal, 50n * K - 2n);
    assert.equal(await world.statusOf(deal), "funding");
    await world.settle(deal, 1n);
    assert.equal(await world.statusOf(deal), "funded");
  });
});
