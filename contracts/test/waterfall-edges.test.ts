import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { DAY } from "./ground";
import { keptWorld } from "./kept-world";
import { chargeOf, K, lifeSteps } from "./life-steps";
import { refuses } from "./refuses";
import { servicingSteps } from "./servicing-steps";
import { makeWorld } from "./world";

const world = keptWorld(makeWorld);

const { released } = lifeSteps(world);
const { startAtNoon } = servicingSteps(world);

const OFFSET = 28_800;
const nextMidnight = async (): Promise<number> => {
  const local = (await world.now()) + OFFSET;
  return local - (local % DAY) + DAY - OFFSET;
};

describe("a day", () => {
  test("begins at the offer's midnight and is charged once it has begun", async () => {
    const midnight = await nextMidnight();
    await world.travelTo(midnight - 60);
    const { deal } = await released();
    await world.travelTo(midnight + 60);
    await world.settle(deal, 10n * K);
    const charge = chargeOf(80n * K, midnight - 1, midnight);
    assert.ok(charge > 0n);
    assert.equal((await world.position(deal)).chargePaid, charge);
  });

  test("that has not ended is not charged", async () => {
    await startAtNoon();
    const { deal } = await released();
    await world.travel(DAY / 3);
    await world.settle(deal, 10n * K);
    assert.equal((await world.position(deal)).chargePaid, 0n);
  });

  test("is the shortest term a rate is measured over", async () => {
    await startAtNoon();
    const { lenderA } = world.people;
    const dueAt = (await world.now()) + DAY / 4;
    const makeDeal = (feeBps: number) => world.makeDeal({ rateBps: 100, feeBps }, { dueAt });
    const dear = await world.fundArgs(await makeDeal(9), lenderA, 80n * K);
    await refuses(world.relay("fund", dear), "RateAboveCeiling");
    await world.fund(await makeDeal(8), lenderA, 80n * K);
  });
});
