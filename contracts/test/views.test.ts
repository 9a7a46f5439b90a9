import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  buyBackNonce,
  dealCommitment,
  dealHash,
  fundingNonce,
  offerHash,
  paymentNonce,
  registeredCommitment,
  termsHash,
  titleId,
} from "../../src/core/receivable/terms";
import { freshHash, hexOf } from "./ground";
import { keptWorld } from "./kept-world";
import { K, lifeSteps } from "./life-steps";
import { noteSteps } from "./note-steps";
import { makeWorld, type World } from "./world";

const world = keptWorld(makeWorld);

const { released } = lifeSteps(world);
const { freeze } = noteSteps(world);

/** Figures of a position by name. */
const figures = async (deal: Parameters<World["position"]>[0]) =>
  (await world.position(deal)).toObject() as Record<string, bigint>;

describe("what anybody can ask", () => {
  test("hashes and nonces are the ones people sign with", async () => {
    const deal = await world.makeDeal();
    const { receivable } = deal.terms;
    assert.equal(await world.call("termsHash", deal.terms), termsHash(deal.terms));
    assert.equal(await world.call("offerHash", deal), offerHash(deal));
    assert.equal(await world.call("dealHash", deal), dealHash(deal));
    const part = { payer: hexOf(world.people.buyer), amount: 7n * K, salt: freshHash() };
    const args = [part.payer, part.amount, part.salt];
    const hash = dealHash(deal);
    assert.equal(await world.call("fundingNonce", hash, ...args), fundingNonce(hash, part));
    assert.equal(
      await world.call("paymentNonce", receivable, ...args),
      paymentNonce(receivable, part),
    );
    assert.equal(
      await world.call("buyBackNonce", receivable, ...args),
      buyBackNonce(receivable, part),
    );
  });

  test("a commitment is to the terms, then to the whole deal", async () => {
    const deal = await world.makeDeal();
    const { receivable } = deal.terms;
    const known = () => world.call("commitmentOf", receivable);
    assert.equal(await world.call("commitmentOf", freshHash()), `0x${"00".repeat(25)}`);
    assert.equal(await known(), registeredCommitment(deal.terms, deal.registeredAt));
    await world.fund(deal, world.people.lenderA, K);
    assert.equal(await known(), dealCommitment(deal));
  });

  test("a position tells the offer floor while registered, the first funding from then on, neither once cancelled", async () => {
    const { seller, lenderA } = world.people;
    const deal = await world.makeDeal();
    const act = (name: string, ...args: unknown[]) =>
      world.act(seller, world.receivables, name, [deal, ...args, 2 ** 39, "0x"]);
    await act("raiseOfferFloor", 4);
    assert.deepEqual([(await figures(deal)).sequence, (await figures(deal)).fundedAt], [4n, 0n]);
    await act("cancel");
    assert.deepEqual([(await figures(deal)).sequence, (await figures(deal)).fundedAt], [0n, 0n]);
    const other = await world.makeDeal();
    await world.fund(other, lenderA, K);
    const at = BigInt(await world.now());
    assert.deepEqual([(await figures(other)).sequence, (await figures(other)).fundedAt], [0n, at]);
  });

  test("a holding tells units, what was paid on them and what is frozen", async () => {
    const { lenderA, stranger } = world.people;
    const { deal } = await released();
    await world.settle(deal, 8n * K, [lenderA]);
    await freeze(deal, lenderA, 3n * K);
    const ask = (who: { address: string }) =>
      world.call("holding", deal.terms.receivable, who.address);
    assert.deepEqual([...(await ask(lenderA))], [50n * K, 5n * K, 0n, 3n * K]);
    assert.deepEqual([...(await ask(stranger))], [0n, 0n, 0n, 0n]);
  });

  test("metadata lies in one place, by id", async () => {
    const deal = await world.makeDeal();
    const uri: string = await world.call("uri", titleId(deal.terms.receivable));
    const collection: string = await world.call("contractURI");
    assert.equal(uri.replace(/\{id\}\.json$/, ""), collection.replace(/contract\.json$/, ""));
    assert.match(uri, /\{id\}\.json$/);
    assert.match(collection, /contract\.json$/);
    assert.equal(await world.call("name"), "Quaynote");
  });

  test("which coins are taken, and how many claims an account sent elsewhere", async () => {
    const { buyer, seller } = world.people;
    assert.equal(await world.call("coinAllowed", world.coin.target), true);
    assert.equal(await world.call("coinAllowed", seller.address), false);
    assert.equal(await world.call("claimNonce", buyer.address), 0n);
    const { deal } = await released();
    await world.settle(deal, 101n * K);
    const args = [world.coin.target, buyer.address, seller.address, 2 ** 39, "0x"];
    await world.act(buyer, world.receivables, "claimTo", args);
    assert.equal(await world.call("claimNonce", buyer.address), 1n);
  });
});
