import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { faceOf } from "../deploy/pieces";
import { entrancesAt, pieces } from "./role-steps";

/** How lenders, sellers and buyers come to their money. */
const MONEY = [
  "settle",
  "sweep",
  "sweepOther",
  "payOut",
  "buyBack",
  "claim",
  "claimTo",
  "declareDefault",
];

const core = pieces.find(({ name }) => name === "Receivables");
assert.ok(core);
const all = await entrancesAt(core);
const money = all.filter(({ name }) => MONEY.includes(name));

describe("repayment, payout and claims", () => {
  test("are all looked at", () => {
    assert.deepEqual([...new Set(money.map(({ name }) => name))].sort(), MONEY.toSorted());
  });

  for (const { name, isRestricted, mentions } of money) {
    test(`${name} asks nobody and looks at no switch`, () => {
      assert.equal(isRestricted, false);
      const switches = [...mentions].filter((each) => /paus|switch|sunset|_coins/i.test(each));
      assert.deepEqual(switches, []);
    });
  }

  test("have no switch by any name, in any contract of the set", () => {
    const words = /pause|stop|halt|suspend|disable|lock|sunset/i;
    const found = pieces.flatMap(({ contract }) =>
      faceOf(contract)
        .fragments.filter((each) => each.type === "function")
        .map((each) => Reflect.get(each, "name") as string)
        .filter((name) => words.test(name)),
    );
    const known = ["pauseFunding", "pauseRelease", "pauses", "sunset", "isSunset"];
    const ofCoin = ["pause", "paused", "pauser", "unpause"];
    assert.deepEqual([...new Set(found)].sort(), [...known, ...ofCoin].sort());
  });

  test("are looked at with open eyes: what a switch stops does mention it", () => {
    const mentionsOf = (name: string) => all.find((each) => each.name === name)?.mentions;
    for (const name of ["fund", "release", "pauseFunding", "pauseRelease"]) {
      assert.ok(mentionsOf(name)?.has("_pauses"), name);
    }
    assert.ok(mentionsOf("register")?.has("_coins"));
    assert.ok(mentionsOf("settle")?.has("_stored"));
  });
});
