import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Deal } from "../../src/core/typed-data/deal";
import { DAY } from "./ground";
import { keptWorld } from "./kept-world";
import { K, lifeSteps } from "./life-steps";
import { refuses } from "./refuses";
import { LATE, servicingSteps } from "./servicing-steps";
import { makeWorld } from "./world";

const world = keptWorld(makeWorld, () => steps.startAtNoon());

const { gain, conserved } = lifeSteps(world);
const steps = servicingSteps(world);

/** Half of what was lent is with the seller, half still in escrow. */
const halfReleased = async (): Promise<Deal> => {
  const deal = await world.makeDeal({ feeBps: 0 });
  await world.fund(deal, world.people.lenderA, 80n * K);
  await world.release(deal, 50n * K);
  return deal;
};
const payees = () => [world.people.lenderA.address];
const pastNotice = (deal: Deal) => world.travelTo(deal.terms.dueAt + 16 * DAY);

/** What was to declare a default settles. */
const settlesInstead = async (deal: Deal) => {
  await pastNotice(deal);
  const receipt = await world.relay("declareDefault", [deal, payees()]);
  assert.equal(
    steps.told(receipt).some(({ name }) => name === "Defaulted"),
    false,
  );
  assert.equal(await world.statusOf(deal), "settled");
  await conserved(deal, [world.people.lenderA]);
};

describe("where nothing is owed and escrow is left", () => {
  test("the end of release settles, and the rest of the escrow returns", async () => {
    const { lenderA } = world.people;
    const deal = await halfReleased();
    await world.settle(deal, 40n * K, [lenderA]);
    assert.equal(await world.statusOf(deal), "released");
    await world.travelTo(deal.offer.deliverBy + 1);
    const left = (await world.position(deal)).funded - (await world.position(deal)).released;
    const back = await gain(lenderA, () => world.relay("closeRelease", [deal, payees()]));
    assert.equal(back, left);
    assert.equal(await world.statusOf(deal), "settled");
    await conserved(deal, [lenderA]);
  });

  test("there is no default either: what was to declare one settles", async () => {
    const { lenderA } = world.people;
    const deal = await halfReleased();
    await world.settle(deal, 40n * K, [lenderA]);
    await settlesInstead(deal);
  });

  test("nor where the money waits in the collection account", async () => {
    const { buyer } = world.people;
    const deal = await halfReleased();
    await world.pay(buyer, await world.accountOf(deal), 100n * K);
    await settlesInstead(deal);
  });
});

describe("a buy-back", () => {
  test("of exactly what is owed, without a fee, leaves nothing over", async () => {
    const { seller, lenderA } = world.people;
    const deal = await halfReleased();
    const cost = await gain(seller, async () =>
      world.relay("buyBack", await world.buyBackArgs(deal, 40n * K, [lenderA])),
    );
    assert.equal(cost, -40n * K);
    assert.equal(await world.statusOf(deal), "boughtBack");
    assert.equal(await world.claimOf(seller), 0n);
    await conserved(deal, [lenderA]);
  });

  test("is possible after default, and ends it", async () => {
    const { lenderA } = world.people;
    const deal = await halfReleased();
    await pastNotice(deal);
    await world.relay("declareDefault", [deal, payees()]);
    assert.equal(await world.statusOf(deal), "defaulted");
    await world.relay("buyBack", await world.buyBackArgs(deal, 60n * K, [lenderA]));
    assert.equal(await world.statusOf(deal), "boughtBack");
    await conserved(deal, [lenderA]);
  });
});

describe("a cancelled receivable", () => {
  test("is neither credited, cancelled again nor given another floor", async () => {
    const { seller } = world.people;
    const deal = await world.makeDeal();
    const act = (name: string, ...args: unknown[]) =>
      world.act(seller, world.receivables, name, [deal, ...args, LATE, "0x"]);
    await act("cancel");
    await refuses(steps.credit(deal, K), "WrongStatus");
    await refuses(act("cancel"), "WrongStatus");
    await refuses(act("raiseOfferFloor", 9), "WrongStatus");
  });
});

describe("a credit below what was released", () => {
  test("returns all escrow and takes nothing back from the seller", async () => {
    const { lenderA, seller } = world.people;
    const deal = await halfReleased();
    const taken = await gain(seller, () => steps.credit(deal, 59n * K));
    const figures = await world.position(deal);
    assert.deepEqual([taken, figures.released, figures.returned], [0n, 40n * K, 40n * K]);
    await world.settle(deal, 41n * K, [lenderA]);
    assert.equal(await world.statusOf(deal), "settled");
    await conserved(deal, [lenderA]);
  });
});

describe("a final attestation", () => {
  test("of full delivery, after a dispute ran out unasked, returns what stays disputed", async () => {
    const { lenderA, buyer } = world.people;
    const deal = await world.makeDeal();
    await world.fund(deal, lenderA, 80n * K);
    const until = await steps.dispute(deal, buyer, 20n * K);
    await world.travelTo(until + 1);
    await steps.finish(deal, 100n * K);
    const figures = await world.position(deal);
    assert.deepEqual([figures.released, figures.returned], [64n * K, 16n * K]);
    assert.equal(figures.diluted, 0n);
  });

  test("may follow full delivery, and nothing else may", async () => {
    const { lenderA } = world.people;
    const deal = await world.makeDeal();
    await world.fund(deal, lenderA, 80n * K);
    await world.release(deal, 100n * K);
    await refuses(world.release(deal, 100n * K), "InvalidDelivery");
    await refuses(steps.finish(deal, 99n * K), "InvalidDelivery");
    await steps.finish(deal, 100n * K);
    assert.equal((await steps.standing(deal)).isDeliveryClosed, true);
    assert.equal((await world.position(deal)).diluted, 0n);
  });

  test("of so little that nothing can be released sends the money home, and is remembered", async () => {
    const { lenderA } = world.people;
    const deal = await world.makeDeal();
    await world.fund(deal, lenderA, 80n * K);
    await steps.finish(deal, 1n);
    assert.equal(await world.statusOf(deal), "refunded");
    const figures = await world.position(deal);
    assert.deepEqual(
      [figures.released, figures.returned, figures.delivered, figures.diluted],
      [0n, 80n * K, 1n, 100n * K - 1n],
    );
    assert.equal(await gain(lenderA, () => world.relay("payOut", [deal, payees()])), 80n * K);
  });
});

describe("a void word", () => {
  test("for older attestations leaves a newer lodged one; none is lodged at or below it", async () => {
    const { lenderA } = world.people;
    const deal = await world.makeDeal();
    await world.fund(deal, lenderA, 80n * K);
    const notBefore = (await world.now()) + DAY;
    const lodged = await steps.lodge(deal, 50n * K, { seq: 7, notBefore });
    await steps.voidSeq(deal, 6);
    await world.travelTo(notBefore);
    await world.relay("release", [deal, lodged, []]);
    assert.equal((await world.position(deal)).released, 40n * K);
    await steps.voidSeq(deal, 9);
    await refuses(steps.lodge(deal, 60n * K, { seq: 9 }), "AttestationVoid");
    await refuses(steps.voidSeq(deal, 9), "AttestationVoid");
    await steps.lodge(deal, 60n * K, { seq: 10 });
  });
});
