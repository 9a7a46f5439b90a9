import assert from "node:assert/strict";
import { test } from "node:test";
import { orderProof, ordersRoot } from "../../src/core/order-root/order-root";
import type { Deal } from "../../src/core/typed-data/deal";
import { registrationTypedData } from "../../src/core/typed-data/receivables";
import { DAY, freshHash, hexOf } from "./ground";
import { keptWorld } from "./kept-world";
import { chargeOf, K, lifeSteps } from "./life-steps";
import { refuses } from "./refuses";
import { servicingSteps } from "./servicing-steps";
import { makeWorld } from "./world";

const world = keptWorld(makeWorld, () => steps.startAtNoon());

const { funded, released, watch, conserved } = lifeSteps(world);
const steps = servicingSteps(world);

const feeOf = (principal: bigint) => (principal * 50n) / 10_000n;

const close = (deal: Deal) => world.relay("closeRelease", [deal, [hexOf(world.people.lenderA)]]);

test("the buyer pays in full before release", async () => {
  const { lenderA, lenderB, seller } = world.people;
  const gained = await watch(lenderA, lenderB, seller);
  const deal = await world.makeDeal();
  await world.fund(deal, lenderA, 50n * K);
  await world.fund(deal, lenderB, 30n * K);
  await world.settle(deal, 100n * K, [lenderA, lenderB]);
  assert.deepEqual(await gained(), [0n, 0n, 100n * K]);
  assert.equal(await world.statusOf(deal), "refunded");
  await refuses(world.release(deal, 100n * K), "WrongStatus");
  await conserved(deal, [lenderA, lenderB]);
});

test("the buyer pays in full before funding", async () => {
  const { lenderA, seller, buyer } = world.people;
  const gained = await watch(seller, buyer);
  const deal = await world.makeDeal();
  await world.pay(buyer, await world.accountOf(deal), 100n * K);
  await refuses(world.fund(deal, lenderA, 1n), "AboveCap");
  await world.relay("sweep", [deal, []]);
  assert.deepEqual(await gained(), [100n * K, -100n * K]);
  await conserved(deal, [lenderA]);
});

test("the buyer pays in full after close", async () => {
  const { lenderA, lenderB, seller, buyer } = world.people;
  const { deal } = await released();
  await world.settle(deal, 100n * K, [lenderA, lenderB]);
  const gained = await watch(lenderA, lenderB, seller);
  await world.pay(buyer, await world.accountOf(deal), 100n * K);
  await world.relay("sweep", [deal, [hexOf(lenderA), hexOf(lenderB)]]);
  assert.deepEqual(await gained(), [0n, 0n, 0n]);
  assert.equal(await world.claimOf(buyer), 100n * K);
  const back = await watch(buyer);
  await world.relay("claim", [world.coin.target, buyer.address]);
  assert.deepEqual(await back(), [100n * K]);
  await conserved(deal, [lenderA, lenderB]);
});

test("the buyer pays in the wrong coin", async () => {
  const { lenderA, lenderB, buyer } = world.people;
  const { deal } = await released();
  const amount = 900n * 1_000_000n;
  const account = await world.accountOf(deal);
  await world.pay(buyer, account, amount, world.otherCoin);
  await world.relay("sweepOther", [deal, world.otherCoin.target]);
  assert.equal((await world.position(deal)).collected, 0n);
  const start = await world.balance(buyer, world.otherCoin);
  await world.relay("claim", [world.otherCoin.target, buyer.address]);
  assert.equal((await world.balance(buyer, world.otherCoin)) - start, amount);
  assert.equal(await world.balance(account, world.otherCoin), 0n);
  await world.settle(deal, 100n * K, [lenderA, lenderB]);
  await conserved(deal, [lenderA, lenderB]);
});

test("10% released, then silence", async () => {
  const { lenderA, seller } = world.people;
  const gained = await watch(lenderA, seller);
  const deal = await funded();
  await world.release(deal, 10n * K);
  const at = await world.now();
  await world.travelTo(deal.offer.deliverBy + 1);
  await close(deal);
  assert.deepEqual(await gained(), [-8n * K, 8n * K]);
  await world.travelTo(deal.terms.dueAt + 15 * DAY + 1);
  const told = steps.told(await world.relay("declareDefault", [deal, []]));
  const late = (8n * K * 10n * 1800n) / (10_000n * 365n);
  const charge = chargeOf(8n * K, at, deal.terms.dueAt + 5 * DAY);
  const owed = await world.call("owedAt", deal, await world.now());
  const tiers = [owed.principal, owed.charge, owed.late, owed.fee];
  assert.deepEqual(tiers, [8n * K, charge, late, feeOf(8n * K)]);
  const sum = 8n * K + charge + late + feeOf(8n * K);
  assert.deepEqual([told.at(-1)?.name, told.at(-1)?.args.amount], ["RecourseDue", sum]);
  await steps.payRecourse(deal, sum, [lenderA]);
  assert.equal(await world.statusOf(deal), "settled");
  assert.deepEqual(await gained(), [charge + late, 8n * K - sum]);
  await conserved(deal, [lenderA]);
});

test("co-funding stuck at 30%", async () => {
  const { lenderA, lenderB, seller } = world.people;
  const gained = await watch(lenderA, lenderB, seller);
  const deal = await world.makeDeal();
  await world.fund(deal, lenderA, 20n * K);
  await world.fund(deal, lenderB, 10n * K);
  await steps.opensAfter(deal.offer.fundBy, {
    name: "closeFunding",
    args: [deal, [hexOf(lenderA), hexOf(lenderB)]],
    error: "TooEarly",
  });
  assert.deepEqual(await gained(), [0n, 0n, 0n]);
  assert.equal(await world.statusOf(deal), "refunded");
  await conserved(deal, [lenderA, lenderB]);
});

test("a pause or a dispute across the delivery deadline", async () => {
  const { lenderA, seller, buyer } = world.people;
  const gained = await watch(lenderA, seller);
  const [inTime, disputed, silent] = [await funded(), await funded(), await funded()];
  await world.travelTo(inTime.offer.deliverBy - 100);
  const first = await steps.lodge(inTime, 100n * K);
  const second = await steps.lodge(disputed, 100n * K);
  const until = await steps.dispute(disputed, buyer, 20n * K);
  await world.act(world.guardian, world.receivables, "pauseRelease", [true]);
  await world.travelTo(silent.offer.deliverBy + DAY);
  await refuses(close(silent), "TooEarly");
  await refuses(world.relay("release", [inTime, first, []]), "Paused");
  await world.act(world.guardian, world.receivables, "pauseRelease", [false]);
  await refuses(close(inTime), "TooEarly");
  await world.relay("release", [inTime, first, []]);
  await refuses(world.relay("release", [disputed, second, []]), "Disputed");
  await world.travelTo(until + 1);
  await world.relay("release", [disputed, second, []]);
  await close(silent);
  assert.deepEqual(
    [await world.statusOf(inTime), await world.statusOf(disputed), await world.statusOf(silent)],
    ["released", "released", "refunded"],
  );
  await world.relay("payOut", [disputed, [hexOf(lenderA)]]);
  assert.deepEqual(await gained(), [-(80n + 64n) * K, (80n + 64n) * K]);
  await conserved([inTime, disputed, silent], [lenderA]);
});

test("a credit note of 30,000 after 80,000 of 100,000 was released", async () => {
  const { lenderA, lenderB, seller } = world.people;
  const { deal, at } = await released();
  const { deal: bare } = await released({ recourse: false });
  await world.travelTo(at + 30 * DAY);
  for (const each of [deal, bare]) {
    await refuses(steps.credit(each, 30n * K), "ConsentMissing");
    await refuses(steps.credit(each, 30n * K, [lenderB]), "ConsentMissing");
    await steps.credit(each, 30n * K, [lenderA]);
  }
  const due = 10n * K + chargeOf(80n * K, at, await world.now()) + feeOf(80n * K);
  assert.equal(await steps.recourseDue(deal), due);
  assert.equal(await steps.recourseDue(bare), 0n);
  const gained = await watch(lenderA, lenderB, seller);
  await steps.payRecourse(deal, due, [lenderA, lenderB]);
  await world.settle(deal, 70n * K, [lenderA, lenderB]);
  const total = 80n * K + chargeOf(80n * K, at, await world.now());
  const shares = [(total * 5n) / 8n, (total * 3n) / 8n] as const;
  const dust = total - shares[0] - shares[1];
  assert.deepEqual(await gained(), [...shares, dust - due]);
  assert.equal(await world.statusOf(deal), "settled");
  const lost = await watch(lenderA, lenderB);
  await world.settle(bare, 70n * K, [lenderA, lenderB]);
  await world.travel(60 * DAY);
  await world.relay("declareDefault", [bare, []]);
  const got = 70n * K - feeOf(80n * K);
  assert.deepEqual(await lost(), [(got * 5n) / 8n, (got * 3n) / 8n]);
  assert.equal(await steps.recourseDue(bare), 0n);
  await conserved([deal, bare], [lenderA, lenderB]);
});

/** Three parcels, the same in every lot that is made of them. */
const parcels = Array.from({ length: 3 }, () => ({
  orderKey: freshHash(),
  contentHash: freshHash(),
}));
const proveSame = (one: Deal, other: Deal) => {
  const proof = { contentHash: parcels[1]?.contentHash, siblings: orderProof(parcels, 1) };
  const args = [one, other, parcels[1]?.orderKey, proof, proof];
  return world.act(world.people.stranger, world.receivables, "proveDuplicate", args);
};

test("the same parcels under another lot number", async () => {
  const { lenderA, lenderB, seller } = world.people;
  const first = await funded({}, 80n * K, { ordersRoot: ordersRoot(parcels) });
  const gained = await watch(lenderB, seller);
  const second = await world.makeDeal({}, { ordersRoot: ordersRoot(parcels.toReversed()) });
  await world.fund(second, lenderB, 80n * K);
  await proveSame(second, first);
  await world.relay("payOut", [second, [hexOf(lenderB)]]);
  assert.deepEqual(await gained(), [0n, 0n]);
  assert.equal(await world.statusOf(second), "refunded");
  await world.release(first, 100n * K);
  await world.settle(first, 100n * K, [lenderA]);
  assert.deepEqual(await gained(), [0n, 100n * K]);
  const third = await world.makeDeal({}, { ordersRoot: ordersRoot(parcels) });
  await proveSame(first, third);
  await refuses(world.fund(third, lenderB, K), "DuplicateOrder");
  await conserved([first, second], [lenderA, lenderB]);
});

test("a stranger copying somebody's `ordersRoot`", async () => {
  const { lenderA, seller, otherSeller, carrier, stranger } = world.people;
  const gained = await watch(lenderA, seller);
  const own = await world.makeDeal({}, { ordersRoot: ordersRoot(parcels) });
  const copy = world.makeLot({ ordersRoot: ordersRoot(parcels) }, own.terms.dueAt);
  const drawn = await world.makeRegistration([copy], otherSeller);
  const [, word] = await world.registerArgs(drawn, otherSeller);
  await refuses(world.relay("register", [drawn, word, word]), "NotAuthorised");
  await refuses(world.registerLots([copy], stranger), "NotEligible");
  // Even with a warehouse on its side the copy comes second, and stops nothing.
  const helped = { ...drawn, warehouse: hexOf(carrier) };
  const data = registrationTypedData(world.domain, helped);
  const words = [await world.signTyped(otherSeller, data), await world.signTyped(carrier, data)];
  const receipt = await world.relay("register", [helped, ...words]);
  const block = await world.provider.getBlock(receipt.blockNumber);
  const { seller: copier, warehouse, coin } = helped;
  const copied: Deal = {
    terms: { ...copy, seller: copier, warehouse, coin },
    registeredAt: Number(block?.timestamp),
    offer: own.offer,
    attesters: [hexOf(carrier)],
  };
  await proveSame(copied, own);
  assert.equal((await steps.standing(own)).isDuplicate, false);
  await world.fund(own, lenderA, 80n * K);
  const [, offer, payment] = await world.fundArgs(copied, lenderA, K);
  await refuses(world.relay("fund", [copied, offer, payment]), "DuplicateOrder");
  await world.release(own, 100n * K);
  await world.settle(own, 100n * K, [lenderA]);
  assert.deepEqual(await gained(), [0n, 100n * K]);
  await conserved(own, [lenderA]);
});

test("a buyer's authorisation taken to another receivable", async () => {
  const { lenderA, lenderB, buyer } = world.people;
  const { deal } = await released();
  const { deal: other } = await released();
  const gained = await watch(buyer);
  const [, payment] = await world.settleArgs(deal, 40n * K, []);
  await refuses(world.relay("settle", [other, payment, []]), "InvalidSignature");
  await refuses(world.relay("payRecourse", [deal, payment, []]), "NotAuthorised");
  assert.deepEqual(await gained(), [0n]);
  await world.relay("settle", [deal, payment, []]);
  assert.deepEqual(await gained(), [-40n * K]);
  assert.equal((await world.position(other)).collected, 0n);
  await conserved([deal, other], [lenderA, lenderB]);
});

test("lender A on day 0 and lender B on day 20 of one receivable", async () => {
  const { lenderA, lenderB } = world.people;
  const gained = await watch(lenderA, lenderB);
  const start = await world.now();
  const deal = await world.makeDeal({ fundBy: start + 25 * DAY, deliverBy: start + 40 * DAY });
  await world.fund(deal, lenderA, 50n * K);
  await world.travelTo(start + 20 * DAY);
  await world.fund(deal, lenderB, 30n * K);
  await world.release(deal, 100n * K);
  const at = await world.now();
  await world.travelTo(start + 50 * DAY);
  await world.settle(deal, 100n * K, [lenderA, lenderB]);
  const total = 80n * K + chargeOf(80n * K, at, await world.now());
  assert.deepEqual(await gained(), [(total * 5n) / 8n - 50n * K, (total * 3n) / 8n - 30n * K]);
  await conserved(deal, [lenderA, lenderB]);
});
