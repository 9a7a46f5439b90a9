import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { DAY } from "./ground";
import { keptWorld } from "./kept-world";
import { K, lifeSteps } from "./life-steps";
import { refuses } from "./refuses";
import { newcomer, servicingSteps } from "./servicing-steps";
import { ARBITER, signerSteps } from "./signer-steps";
import { makeWorld } from "./world";

const world = keptWorld(makeWorld);

const { funded } = lifeSteps(world);
const steps = servicingSteps(world);
const signers = signerSteps(world);

describe("arbiters", () => {
  test("two of distinct organisations without a stake decide", async () => {
    const { buyer, lenderA, lenderB } = world.people;
    const pair = await steps.enterArbiters();
    const deal = await funded({}, 50n * K);
    await world.fund(deal, lenderB, 30n * K);
    await steps.dispute(deal, buyer, 50n * K);
    await steps.resolve(deal, 20n * K, pair, { holders: [lenderA, lenderB] });
    assert.equal((await steps.standing(deal)).undelivered, 20n * K);
    assert.equal((await world.position(deal)).returned, 16n * K);
  });

  test("are refused with a stake, the same organisation, a late entry, a freeze or no role", async () => {
    const { buyer, seller, lenderA, warehouse } = world.people;
    const [one, other] = await steps.enterArbiters();
    const biased = ["seller", "buyer", "lender"].map(newcomer);
    for (const [index, each] of biased.entries())
      await world.enter(each, [1, 4, 5][index] ?? 0, ARBITER);
    for (const [organisation, signer] of [
      [2, warehouse],
      [40, one],
    ] as const) {
      const each = newcomer(`of ${organisation}`);
      const entry = await signers.entryArgs(organisation, each, [signer], ARBITER);
      await world.act(world.people.relayer, world.participants, "addSigner", entry);
      biased.push(each);
    }
    await world.travel(3 * DAY);
    const deal = await funded();
    const late = newcomer("late arbiter");
    await world.enter(late, 50, 32);
    await steps.dispute(deal, buyer, K);
    const holders = [lenderA];
    for (const each of [...biased, late]) {
      await refuses(steps.resolve(deal, 0n, [one, each], { holders }), "NotArbiter");
      await refuses(steps.resolve(deal, 0n, [each, one], { holders }), "NotArbiter");
    }
    await refuses(steps.resolve(deal, 0n, [one, one], { holders }), "NotArbiter");
    await refuses(steps.resolve(deal, 0n, [one, warehouse], { holders }), "NotEligible");
    await refuses(steps.resolve(deal, 0n, [one, seller], { holders }), "NotEligible");
    await steps.freeze(other);
    await refuses(steps.resolve(deal, 0n, [one, other], { holders }), "NotEligible");
    await steps.freeze(other, false);
    await steps.resolve(deal, 0n, [one, other], { holders });
  });

  test("need every holder named, once: a lender's own arbiter cannot hide behind an empty list", async () => {
    const { buyer, lenderA, lenderB } = world.people;
    const pair = await steps.enterArbiters();
    const deal = await funded({}, 50n * K);
    await world.fund(deal, lenderB, 30n * K);
    await steps.dispute(deal, buyer, K);
    await refuses(steps.resolve(deal, 0n, pair), "HoldersMissing");
    await refuses(steps.resolve(deal, 0n, pair, { holders: [lenderA] }), "HoldersMissing");
    const twice = { holders: [lenderA, lenderA] };
    await refuses(steps.resolve(deal, 0n, pair, twice), "NotAscending");
    await steps.resolve(deal, 0n, pair, { holders: [lenderA, lenderB] });
  });
});
