import assert from "node:assert/strict";
import { test } from "node:test";
import type { Deal } from "../../src/core/typed-data/deal";
import { offerFloorTypedData } from "../../src/core/typed-data/receivables";
import type { Hex } from "../../src/core/typed-data/typed-data";
import { DAY, hexOf } from "./ground";
import { keptWorld } from "./kept-world";
import { chargeOf, K, lifeSteps } from "./life-steps";
import { deployMock } from "./mock";
import { noteSteps } from "./note-steps";
import { refuses } from "./refuses";
import { LATE, NO_SIGNATURE, servicingSteps } from "./servicing-steps";
import { makeWorld } from "./world";

const world = keptWorld(makeWorld, () => steps.startAtNoon());

const { funded, released, watch, conserved } = lifeSteps(world);
const steps = servicingSteps(world);
const notes = noteSteps(world);

const NOTHING = { salt: `0x${"00".repeat(32)}`, validAfter: 0, validBefore: 0 };

const close = (deal: Deal) => world.relay("closeRelease", [deal, [hexOf(world.people.lenderA)]]);

test("the licence lapsing between funding and release", async () => {
  const { lenderA, lenderB, seller } = world.people;
  const gained = await watch(lenderA, seller);
  const deal = await world.makeDeal();
  await world.fund(deal, lenderA, 79n * K);
  await world.enter(lenderA, 5, 2, 1, (await world.now()) + DAY);
  await world.travel(2 * DAY);
  await refuses(world.fund(deal, lenderA, K), "NotEligible");
  await world.fund(deal, lenderB, K);
  await world.release(deal, 100n * K);
  await refuses(notes.move(deal, lenderB, lenderA, K), "ERC7943CannotReceive");
  await world.settle(deal, 100n * K, [lenderA, lenderB]);
  assert.deepEqual(await gained(), [0n, 100n * K]);
  await conserved(deal, [lenderA, lenderB]);
});

test("a signer added by a colluding admin", async () => {
  const { lenderA, seller, stranger } = world.people;
  const gained = await watch(lenderA, seller);
  const deal = await funded();
  await refuses(world.enter(stranger, 2, 4), "SignersDecide");
  await world.enter(stranger, 50, 4);
  await world.travel(3 * DAY);
  await refuses(world.release(deal, 100n * K, [stranger]), "NotAttester");
  await world.travelTo(deal.offer.deliverBy + 1);
  await close(deal);
  assert.deepEqual(await gained(), [0n, 0n]);
  await conserved(deal, [lenderA]);
});

test("a frozen seller", async () => {
  const { lenderA, lenderB, seller } = world.people;
  const fresh = await world.makeDeal();
  const deal = await funded();
  const gained = await watch(lenderA, seller);
  await steps.freeze(seller);
  await refuses(world.fund(fresh, lenderB, K), "NotEligible");
  await world.release(deal, 100n * K);
  const at = await world.now();
  await world.travel(10 * DAY);
  await world.settle(deal, 100n * K, [lenderA]);
  const charge = chargeOf(80n * K, at, await world.now());
  assert.deepEqual(await gained(), [80n * K + charge, 0n]);
  const parked = await world.claimOf(seller);
  assert.equal(parked, 100n * K - charge - (await feePaid(deal)));
  await refuses(world.relay("claim", [world.coin.target, seller.address]), "NotEligible");
  await conserved(deal, [lenderA]);
  await steps.freeze(seller, false);
  await world.relay("claim", [world.coin.target, seller.address]);
  assert.deepEqual(await gained(), [80n * K + charge, parked]);
});

const feePaid = async (deal: Deal): Promise<bigint> => (await world.position(deal)).feePaid;

test("a lender whose wallet rejects ERC-1155", async () => {
  const { lenderA } = world.people;
  const { address, tell, call } = await notes.makeWallet();
  await tell("set", 1);
  const deal = await world.makeDeal();
  const gained = await watch({ address });
  await call(world.coin, "approve", world.receivables.target, 40n * K);
  const payment = { payer: address, amount: 40n * K, ...NOTHING, signature: NO_SIGNATURE };
  await call(world.receivables, "fund", deal, await world.signOffer(deal), payment);
  await world.fund(deal, lenderA, 40n * K);
  await refuses(notes.move(deal, lenderA, { address }, K), "ERC1155InvalidReceiver");
  await world.release(deal, 100n * K);
  const at = await world.now();
  await world.travel(30 * DAY);
  const [same, paid] = await world.settleArgs(deal, 100n * K, []);
  await world.relay("settle", [same, paid, [address, lenderA.address]]);
  const total = 80n * K + chargeOf(80n * K, at, await world.now());
  assert.deepEqual(await gained(), [total / 2n - 40n * K]);
  await conserved(deal, [lenderA, { address }]);
});

test("an older, dearer offer of the same seller", async () => {
  const { lenderA, lenderB, seller } = world.people;
  const newer = await world.makeDeal({ sequence: 2 });
  const older = { ...newer, offer: { ...newer.offer, sequence: 1, rateBps: 2400 } };
  const { receivable } = newer.terms;
  const floor = { receivable, registeredAt: newer.registeredAt, sequence: 2, expiry: LATE };
  const word = await world.signTyped(seller, offerFloorTypedData(world.domain, floor));
  await world.relay("raiseOfferFloor", [newer, 2, LATE, word]);
  await refuses(world.fund(older, lenderA, 80n * K), "OfferSuperseded");
  const gained = await watch(lenderA);
  await world.fund(newer, lenderA, 50n * K);
  await refuses(world.fund(older, lenderB, 30n * K), "WrongDeal");
  await world.fund(newer, lenderA, 30n * K);
  await world.release(newer, 100n * K);
  const at = await world.now();
  await world.travel(30 * DAY);
  await world.settle(newer, 100n * K, [lenderA]);
  assert.deepEqual(await gained(), [chargeOf(80n * K, at, await world.now())]);
  await conserved(newer, [lenderA]);
});

test("a settlement front-run with an empty payee list", async () => {
  const { lenderA, lenderB, stranger } = world.people;
  const { deal, at } = await released();
  await world.travel(30 * DAY);
  const gained = await watch(lenderA, lenderB);
  const [, payment, payees] = await world.settleArgs(deal, 100n * K, [lenderA, lenderB]);
  await world.act(stranger, world.receivables, "settle", [deal, payment, []]);
  await refuses(world.relay("settle", [deal, payment, payees]), "AuthorizationSpent");
  assert.deepEqual(await gained(), [0n, 0n]);
  const total = 80n * K + chargeOf(80n * K, at, await world.now());
  await conserved(deal, [lenderA, lenderB]);
  await world.act(stranger, world.receivables, "payOut", [deal, payees]);
  assert.deepEqual(await gained(), [(total * 5n) / 8n, (total * 3n) / 8n]);
  await conserved(deal, [lenderA, lenderB]);
});

test("10,000 one-unit partial payments", async () => {
  const { lenderA, lenderB, seller, buyer } = world.people;
  const deal = await world.makeDeal({ minimum: 1n }, { amountDue: 10_000n });
  await world.fund(deal, lenderA, 5000n);
  await world.fund(deal, lenderB, 3000n);
  await world.release(deal, 10_000n);
  const at = await world.now();
  await world.travel(30 * DAY);
  const gained = await watch(lenderA, lenderB, seller, buyer);
  const core = String(world.receivables.target);
  const purse = await deployMock(buyer, "Puppet");
  await world.pay(buyer, String(purse.target), 10_000n);
  const approval = world.coin.interface.encodeFunctionData("approve", [core, 10_000n]);
  await world.act(buyer, purse, "act", [world.coin.target, approval]);
  const payment = { payer: purse.target, amount: 1n, ...NOTHING, signature: NO_SIGNATURE };
  const settling = (payees: Hex[]) =>
    world.receivables.interface.encodeFunctionData("settle", [deal, payment, payees]);
  const day = await world.now();
  for (let paid = 0; paid < 10_000; paid += 100) {
    for (const lender of [lenderA, lenderB]) {
      await world.act(buyer, purse, "repeat", [core, settling([]), 49]);
      await world.act(buyer, purse, "act", [core, settling([hexOf(lender)])]);
    }
  }
  assert.ok((await world.now()) - day < DAY / 3);
  const figures = await world.position(deal);
  const charge = chargeOf(8000n, at, day);
  assert.deepEqual(
    [figures.collected, figures.principalRepaid, figures.chargePaid, figures.feePaid],
    [10_000n, 8000n, charge, 40n],
  );
  assert.equal(await world.statusOf(deal), "settled");
  await world.relay("payOut", [deal, [hexOf(lenderA), hexOf(lenderB)]]);
  const total = 8000n + charge;
  const shares = [(total * 5n) / 8n, (total * 3n) / 8n] as const;
  const rest = 10_000n - 40n - shares[0] - shares[1];
  assert.deepEqual(await gained(), [...shares, rest, -10_000n]);
  await conserved(deal, [lenderA, lenderB]);
});
