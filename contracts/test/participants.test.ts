import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { id, type Wallet, ZeroHash } from "ethers";
import { keptWorld } from "./kept-world";
import { K } from "./life-steps";
import { refuses } from "./refuses";
import { makeWorld } from "./world";

const world = keptWorld(makeWorld);

const LIST = id("sanctions list of today");
const NOBODY = { address: `0x${"0".repeat(40)}` };
const ask = (name: string, ...args: unknown[]) =>
  world.participants.getFunction(name).staticCall(...args);
const byCompliance = (name: string, ...args: unknown[]) =>
  world.act(world.compliance, world.participants, name, args);
const enter = (who: { address: string }, organisation: number, roles: number) =>
  world.act(world.operator, world.participants, "setParticipant", [
    ...[who.address, organisation, roles, 0, 0],
  ]);
const logged = (receipt: { logs: readonly unknown[] }) =>
  receipt.logs.map((log) => world.participants.interface.parseLog(log as never));

describe("an entry", () => {
  test("is one word, in the order its readers expect", async () => {
    const { lenderC } = world.people;
    const entry = await ask("participant", lenderC.address);
    const word: bigint = await ask("word", lenderC.address);
    const field = (shift: bigint, bits: bigint) => (word >> shift) & ((1n << bits) - 1n);
    assert.equal(field(0n, 8n), entry.roles);
    assert.equal(field(8n, 8n), entry.licence);
    assert.equal(field(16n, 8n), 0n);
    assert.equal(field(24n, 64n), entry.organisation);
    assert.equal(field(88n, 40n), entry.licenceExpiry);
    assert.equal(field(128n, 40n), entry.signerSince);
    assert.equal(word >> 168n, 0n);
    assert.deepEqual([entry.roles, entry.licence, entry.organisation], [2n, 2n, 7n]);
    await byCompliance("setFrozen", lenderC.address, true, LIST);
    assert.equal(((await ask("word", lenderC.address)) >> 16n) & 0xffn, 1n);
  });

  test("of nobody, of no organisation or of a role that does not exist is refused", async () => {
    const { stranger } = world.people;
    await refuses(enter(NOBODY, 80, 1), "InvalidParticipant");
    await refuses(enter(stranger, 0, 1), "InvalidParticipant");
    await refuses(enter(stranger, 80, 64), "InvalidRoles");
    await refuses(enter(stranger, 80, 128 | 1), "InvalidRoles");
    await enter(stranger, 80, 1 | 2 | 8 | 16);
  });

  test("says what it became", async () => {
    const { stranger } = world.people;
    const [entered, ...rest] = logged(await enter(stranger, 80, 1));
    assert.equal(rest.length, 0);
    const expected = [stranger.address, 80n, 1n, 0n, 0n, BigInt(await world.now())];
    assert.deepEqual([entered?.name, ...(entered?.args ?? [])], ["ParticipantSet", ...expected]);
    const [founded] = logged(await enter(stranger, 81, 4));
    assert.deepEqual(
      [founded?.name, ...(founded?.args ?? [])],
      ["SignersChanged", 81n, 1n, 1n, 0n, 0n, 0n],
    );
  });

  test("lapses by itself in the second after its licence", async () => {
    const { lenderA } = world.people;
    const fundUntil = async (expiry: (deliverBy: number) => number) => {
      const deal = await world.makeDeal();
      await world.enter(lenderA, 5, 2, 1, expiry(deal.offer.deliverBy));
      return world.fund(deal, lenderA, K);
    };
    await fundUntil((deliverBy) => deliverBy);
    await refuses(
      fundUntil((deliverBy) => deliverBy - 1),
      "NotEligible",
    );
  });
});

describe("a freeze", () => {
  const frozen = (who: Wallet): Promise<boolean> => ask("isFrozen", who.address);

  test("rests on a list, and so does its end", async () => {
    const { seller } = world.people;
    await refuses(byCompliance("setFrozen", seller.address, true, ZeroHash), "MissingReference");
    await byCompliance("setFrozen", seller.address, true, LIST);
    await refuses(byCompliance("setFrozen", seller.address, false, ZeroHash), "MissingReference");
    assert.equal(await frozen(seller), true);
    const [freed] = logged(await byCompliance("setFrozen", seller.address, false, id("order 7")));
    assert.deepEqual([...(freed?.args ?? [])], [seller.address, false, id("order 7")]);
    assert.equal(await frozen(seller), false);
  });

  test("takes in all accounts of a list update at once, known or not", async () => {
    const { seller, lenderA, stranger } = world.people;
    const all = [seller, lenderA, stranger];
    const accounts = all.map(({ address }) => address);
    await refuses(byCompliance("setFrozenBatch", accounts, true, ZeroHash), "MissingReference");
    const receipt = await byCompliance("setFrozenBatch", accounts, true, LIST);
    assert.deepEqual(
      logged(receipt).map((log) => [...(log?.args ?? [])]),
      accounts.map((account) => [account, true, LIST]),
    );
    assert.deepEqual(await Promise.all(all.map(frozen)), [true, true, true]);
    await byCompliance("setFrozenBatch", accounts, false, LIST);
    assert.deepEqual(await Promise.all(all.map(frozen)), [false, false, false]);
  });

  test("outlives every change of the entry, and stops a seller and a warehouse from registering", async () => {
    const { seller, warehouse, stranger } = world.people;
    for (const who of [seller, warehouse]) {
      await byCompliance("setFrozen", who.address, true, LIST);
      await refuses(world.makeDeal(), "NotEligible");
      await byCompliance("setFrozen", who.address, false, LIST);
    }
    await byCompliance("setFrozen", stranger.address, true, LIST);
    await enter(stranger, 80, 1);
    await enter(stranger, 82, 4);
    assert.equal(await frozen(stranger), true);
  });
});
