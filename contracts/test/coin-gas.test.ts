import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { makeCoinWorld } from "./coin-world";
import { freshHash, UNIT } from "./ground";
import { ownChain } from "./kept-world";
import { refuses } from "./refuses";

/** The leading coin's figures behind its proxy, measured with its own settings; ours with ours. Whole transactions. */
const LEADING = { transfer: 45_047, transferWithAuthorization: 86_056 };

const world = ownChain(makeCoinWorld);

const transferGas = async (): Promise<number> => {
  const { buyer, lenderB } = world.people;
  return Number((await world.pay(buyer, lenderB.address, UNIT)).gasUsed);
};

describe("gas of the coin", () => {
  test("B3: a transfer to an existing holder, open mode", async () => {
    const gas = await transferGas();
    assert.ok(gas <= 37_000, `${gas}`);
    assert.ok(gas <= LEADING.transfer);
  });

  test("B3: the same in allow-list mode, both sides looked up in the register", async () => {
    await world.act(world.admin, world.coin, "setAllowListMode", [true]);
    const gas = await transferGas();
    assert.ok(gas <= 45_000, `${gas}`);
    // The mode is really on: who is not entered cannot receive.
    const { buyer, stranger } = world.people;
    await refuses(world.pay(buyer, stranger.address, UNIT), "HolderNotAllowed");
    await world.act(world.admin, world.coin, "setAllowListMode", [false]);
  });

  test("B4: transferWithAuthorization", async () => {
    const gas = await world.transferByAuthorization(freshHash(), UNIT);
    assert.ok(gas <= 68_000, `${gas}`);
    assert.ok(gas <= LEADING.transferWithAuthorization);
  });
});
