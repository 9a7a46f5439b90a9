import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Contract, type Wallet } from "ethers";
import { receivablesAbi } from "../../src/adapters/chain/generated/abi";
import { noteId } from "../../src/core/receivable/terms";
import type { Lot } from "../../src/core/typed-data/deal";
import { receivablesDomain, registrationTypedData } from "../../src/core/typed-data/receivables";
import type { Hex } from "../../src/core/typed-data/typed-data";
import { deployOn } from "../deploy/deploy";
import { DAY } from "./ground";
import { keptWorld } from "./kept-world";
import { K, lifeSteps } from "./life-steps";
import { refuses } from "./refuses";
import { makeWorld } from "./world";

const world = keptWorld(makeWorld);

const { released, conserved } = lifeSteps(world);

const by = (who: Wallet, name: string, ...args: unknown[]) =>
  world.act(who, world.receivables, name, args);

describe("what can be stopped", () => {
  test("funding and release each have a switch, and nothing else has one", () => {
    const names = world.receivables.interface.fragments
      .filter((each) => each.type === "function")
      .map((each) => Reflect.get(each, "name") as string)
      .filter((name) => /^(pause|unpause|stop|sunset|disable)/i.test(name));
    assert.deepEqual(names.sort(), ["pauseFunding", "pauseRelease", "pauses", "sunset"]);
  });

  test("a pause of funding stops funding alone and ends", async () => {
    const { lenderA, lenderB } = world.people;
    const { deal: open } = await released();
    const waiting = await world.makeDeal();
    await world.fund(waiting, lenderA, 80n * K);
    const fresh = await world.makeDeal();
    await refuses(by(world.compliance, "pauseFunding", true), "AccessManagedUnauthorized");
    await by(world.guardian, "pauseFunding", true);
    await refuses(world.fund(fresh, lenderA, K), "Paused");
    await world.release(waiting, 100n * K);
    await world.settle(open, 100n * K, [lenderA, lenderB]);
    await by(world.guardian, "pauseFunding", false);
    await world.fund(fresh, lenderA, K);
    assert.deepEqual([...(await world.call("pauses"))], [false, false, 0n]);
  });

  test("a pause of release stops release alone and says when it ended", async () => {
    const { lenderA } = world.people;
    const deal = await world.makeDeal();
    await world.fund(deal, lenderA, 79n * K);
    await refuses(by(world.admin, "pauseRelease", true), "AccessManagedUnauthorized");
    await by(world.guardian, "pauseRelease", true);
    await world.fund(deal, lenderA, K);
    await refuses(world.release(deal, 10n * K), "Paused");
    await by(world.guardian, "pauseRelease", false);
    const [, , resumedAt] = await world.call("pauses");
    assert.equal(Number(resumedAt), await world.now());
    await world.release(deal, 10n * K);
  });

  test("a pause that is repeated is the same pause, and ending none is no end", async () => {
    const { lenderA } = world.people;
    const deal = await world.makeDeal();
    await world.fund(deal, lenderA, 80n * K);
    await by(world.guardian, "pauseRelease", false);
    assert.deepEqual([...(await world.call("pauses"))], [false, false, 0n]);
    await by(world.guardian, "pauseRelease", true);
    const pausedAt = await world.now();
    await world.travel(29 * DAY);
    await by(world.guardian, "pauseRelease", true);
    await refuses(world.relay("closeRelease", [deal, []]), "TooEarly");
    await world.travelTo(pausedAt + 30 * DAY + 1);
    await world.relay("closeRelease", [deal, []]);
    assert.equal(await world.statusOf(deal), "refunded");
  });

  test("a coin that is not allowed any more is allowed no new lot, and settles the old ones", async () => {
    const { lenderA, lenderB } = world.people;
    const { deal } = await released();
    await by(world.admin, "setCoin", world.coin.target, false);
    await refuses(world.makeDeal(), "CoinNotAllowed");
    await world.settle(deal, 100n * K, [lenderA, lenderB]);
    assert.equal(await world.statusOf(deal), "settled");
    await by(world.admin, "setCoin", world.coin.target, true);
    await world.makeDeal();
  });
});

describe("sunset", () => {
  test("ends funding for ever, once, by the admin; no switch brings it back", async () => {
    const { lenderA } = world.people;
    const deal = await world.makeDeal();
    await refuses(by(world.guardian, "sunset"), "AccessManagedUnauthorized");
    await by(world.admin, "sunset");
    assert.equal(await world.call("isSunset"), true);
    await refuses(world.fund(deal, lenderA, K), "Paused");
    await refuses(by(world.guardian, "pauseFunding", false), "IsSunset");
    await refuses(by(world.guardian, "pauseFunding", true), "IsSunset");
    await refuses(by(world.admin, "sunset"), "IsSunset");
    await refuses(world.fund(deal, lenderA, K), "Paused");
  });

  test("what is funded runs off: release, repayment, transfer and payout go on", async () => {
    const { lenderA, lenderB, lenderC } = world.people;
    const funding = await world.makeDeal();
    await world.fund(funding, lenderA, 50n * K);
    const funded = await world.makeDeal();
    await world.fund(funded, lenderB, 80n * K);
    await by(world.admin, "sunset");
    await world.release(funded, 100n * K);
    await by(
      lenderB,
      "safeTransferFrom",
      lenderB.address,
      lenderC.address,
      noteId(funded.terms.receivable),
      K,
      "0x",
    );
    await world.travel(6 * DAY);
    await world.relay("closeFunding", [funding, []]);
    assert.equal(await world.statusOf(funding), "funded");
    await world.release(funding, 100n * K);
    for (const deal of [funding, funded]) {
      await world.settle(deal, 100n * K);
      await world.relay("payOut", [
        deal,
        [lenderA, lenderB, lenderC].map(({ address }) => address),
      ]);
      assert.equal(await world.statusOf(deal), "settled");
      await conserved(deal, [lenderA, lenderB, lenderC]);
    }
  });
});

describe("a successor", () => {
  const SHARED = /^(AccessManager|Participants|SettlementCoin)/;

  /** A second deployment beside the first, on the same participants and coins. */
  const deploySuccessor = async (predecessor: string): Promise<Contract> => {
    const known = Object.entries(world.addresses).filter(([name]) => SHARED.test(name));
    const { addresses } = await deployOn({
      chain: world.provider,
      known: Object.fromEntries(known),
      predecessor,
    });
    return new Contract(addresses.Receivables ?? "", receivablesAbi, world.people.relayer);
  };

  const registerAt = async (where: Contract, lots: readonly Lot[]) => {
    const registration = await world.makeRegistration(lots);
    const domain = receivablesDomain(31_337, where.target as Hex);
    const data = registrationTypedData(domain, registration);
    const words = [world.people.seller, world.people.warehouse].map((who) =>
      world.signTyped(who, data),
    );
    const args = [registration, ...(await Promise.all(words))];
    return world.act(world.people.relayer, where, "register", args);
  };

  test("follows only a deployment whose funding has ended", async () => {
    const first = String(world.receivables.target);
    await assert.rejects(deploySuccessor(first));
    await by(world.admin, "sunset");
    await deploySuccessor(first);
  });

  test("refuses ids its predecessors know, takes those withdrawn there, and answers for them in turn", async () => {
    const { seller, lenderA } = world.people;
    const dueAt = (await world.now()) + 60 * DAY;
    const [kept, withdrawn, paid, fresh] = [0, 1, 2, 3].map(() => world.makeLot({}, dueAt));
    assert.ok(kept && withdrawn && paid && fresh);
    const { deals } = await world.registerLots([kept, withdrawn, paid]);
    const [, withdrawnDeal, paidDeal] = deals;
    assert.ok(withdrawnDeal && paidDeal);
    await world.settle(paidDeal, K);
    for (const deal of [withdrawnDeal, paidDeal]) await by(seller, "cancel", deal, 2 ** 39, "0x");
    await by(world.admin, "sunset");

    const second = await deploySuccessor(String(world.receivables.target));
    const knows = (where: Contract, lot: Lot) =>
      where.getFunction("knows").staticCall(lot.receivable);
    for (const where of [world.receivables, second]) {
      assert.equal(await knows(where, kept), true);
      assert.equal(await knows(where, paid), true);
      assert.equal(await knows(where, withdrawn), false);
      assert.equal(await knows(where, fresh), false);
    }
    await refuses(registerAt(second, [kept]), "AlreadyRegistered");
    await refuses(registerAt(second, [paid]), "AlreadyRegistered");
    await refuses(registerAt(second, [fresh, kept]), "AlreadyRegistered");
    await registerAt(second, [withdrawn, fresh]);
    assert.equal(await knows(second, fresh), true);
    assert.equal(await knows(world.receivables, fresh), false);
    const again = { ...withdrawnDeal, offer: await world.makeOffer() };
    await refuses(world.fund(again, lenderA, K), "Paused");

    await world.act(world.admin, second, "sunset", []);
    const third = await deploySuccessor(String(second.target));
    for (const lot of [kept, paid, withdrawn, fresh])
      await refuses(registerAt(third, [lot]), "AlreadyRegistered");
  });
});
