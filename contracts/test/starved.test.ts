import assert from "node:assert/strict";
import { test } from "node:test";
import type { Contract } from "ethers";
import { keptWorld } from "./kept-world";
import { K, lifeSteps } from "./life-steps";
import { makeWorld } from "./world";

const world = keptWorld(makeWorld);
const { released } = lifeSteps(world);

test("a transfer starved of gas is not taken for one that the coin refuses", async () => {
  const { lenderA, relayer } = world.people;
  const { deal } = await released();
  await world.settle(deal, 50n * K);
  const contract = world.receivables.connect(relayer) as Contract;
  const payOut = contract.getFunction("payOut");
  const outcomes = new Map<string, number>();
  for (let gasLimit = 40_000n; gasLimit < 160_000n; gasLimit += 700n) {
    const mark = await world.rpc("evm_snapshot");
    const outcome = await payOut.staticCall(deal, [lenderA.address], { gasLimit }).then(
      async () => {
        await (await payOut.send(deal, [lenderA.address], { gasLimit })).wait();
        return (await world.claimOf(lenderA)) === 0n ? "paid" : "parked";
      },
      (problem: { revert?: { name: string } }) => problem.revert?.name ?? "out of gas",
    );
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    await world.rpc("evm_revert", mark);
  }
  assert.deepEqual([...outcomes.keys()].sort(), ["OutOfGas", "out of gas", "paid"]);
});
