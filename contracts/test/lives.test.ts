import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import type { Wallet } from "ethers";
import type { Deal } from "../../src/core/typed-data/deal";
import {
  attestationVoidTypedData,
  cancellationTypedData,
  claimToTypedData,
  creditNoteTypedData,
  offerFloorTypedData,
} from "../../src/core/typed-data/receivables";
import { dayOf } from "../../src/core/waterfall/waterfall";
import { DAY, hexOf, makeWorld, refuses, rewinding, UNIT, type World } from "./world";

let world: World;
let marks: ReturnType<typeof rewinding>;
before(async () => {
  world = await makeWorld();
  marks = rewinding(world);
});
beforeEach(() => marks.keep());
afterEach(() => marks.rewind());
after(() => world.connection.close());

const K = 1000n * UNIT;

/** Charge on `principal` over the days between two moments at 12%, 365. */
const chargeOf = (principal: bigint, from: number, to: number, rateBps = 1200n): bigint => {
  const days = dayOf(BigInt(to), 28_800n) - dayOf(BigInt(from), 28_800n);
  return (principal * days * rateBps) / (10_000n * 365n);
};

/** Registered, funded by A and B at the cap of 80,000, released in full. */
const released = async (change = {}): Promise<{ deal: Deal; at: number }> => {
  const { lenderA, lenderB } = world.people;
  const deal = await world.makeDeal(change);
  await world.fund(deal, lenderA, 50n * K);
  await world.fund(deal, lenderB, 30n * K);
  await world.release(deal, 100n * K);
  return { deal, at: await world.now() };
};

/** What one account gained in coin while `work` ran. */
const gain = async (who: Wallet, work: () => Promise<unknown>): Promise<bigint> => {
  const start = await world.balance(who);
  await work();
  return (await world.balance(who)) - start;
};

/** Escrow, unpaid lender money and claims are what the contract holds, after one receivable's life. */
const conserved = async (deal: Deal, holders: readonly Wallet[]): Promise<void> => {
  const figures = await world.position(deal);
  const { seller, buyer } = world.people;
  let held: bigint = figures.funded - figures.released - figures.returned;
  for (const who of holders) held += await world.call("dueTo", deal.terms.receivable, who.address);
  const treasury = await world.call("treasury");
  const claims = [...new Set([seller, buyer, ...holders].map(({ address }) => address)), treasury];
  for (const account of claims) held += await world.call("claimOf", world.coin.target, account);
  const own = await world.balance(String(world.receivables.target));
  assert.ok(own >= held && own - held < BigInt(holders.length + 1), `holds ${own}, owes ${held}`);
};

describe("a whole life", () => {
  test("two lenders, buyer pays on time: every unit has its place", async () => {
    const { lenderA, lenderB, seller, buyer } = world.people;
    const deal = await world.makeDeal();
    assert.equal(await world.statusOf(deal), "registered");
    assert.equal(await world.balance(seller), 1_000_000n * UNIT);
    await world.fund(deal, lenderA, 50n * K);
    assert.equal(await world.statusOf(deal), "funding");
    await world.fund(deal, lenderB, 30n * K);
    assert.equal(await world.statusOf(deal), "funded");
    assert.equal(await world.units(deal, lenderA), 50n * K);
    const advance = await gain(seller, () => world.release(deal, 100n * K));
    assert.equal(advance, 80n * K);
    const at = await world.now();
    await world.travel(45 * DAY);
    const before = { a: await world.balance(lenderA), b: await world.balance(lenderB) };
    const remainder = await gain(seller, () => world.settle(deal, 100n * K, [lenderA, lenderB]));
    const charge = chargeOf(80n * K, at, await world.now());
    const fee = (80n * K * 50n) / 10_000n;
    const total = 80n * K + charge;
    const dust = total - (total * 5n) / 8n - (total * 3n) / 8n;
    assert.equal(remainder, 20n * K - charge - fee + dust);
    assert.equal((await world.balance(lenderA)) - before.a, (total * 5n) / 8n);
    assert.equal((await world.balance(lenderB)) - before.b, (total * 3n) / 8n);
    assert.equal(await world.statusOf(deal), "settled");
    assert.equal(await world.units(deal, lenderA), 0n);
    assert.equal(await world.call("balanceOf", seller.address, BigInt(deal.terms.receivable)), 0n);
    const treasury = await world.call("treasury");
    assert.equal(await world.call("claimOf", world.coin.target, treasury), fee);
    assert.equal(await world.balance(buyer), 900_000n * UNIT);
    await conserved(deal, [lenderA, lenderB]);
  });

  test("a plain transfer to the collection account is swept by a stranger", async () => {
    const { lenderA, lenderB, buyer, stranger } = world.people;
    const { deal } = await released();
    const account = await world.accountOf(deal);
    await world.pay(buyer, account, 60n * K);
    const payees = [lenderA.address, lenderB.address];
    await world.act(stranger, world.receivables, "sweep", [deal, payees]);
    assert.equal(await world.statusOf(deal), "released");
    await world.pay(buyer, account, 40n * K);
    await world.act(stranger, world.receivables, "sweep", [deal, payees]);
    assert.equal(await world.statusOf(deal), "settled");
    assert.equal(await world.balance(account), 0n);
    await conserved(deal, [lenderA, lenderB]);
  });

  test("holders not named are paid by payOut, and only them", async () => {
    const { lenderA, lenderB, stranger } = world.people;
    const { deal } = await released();
    await world.travel(10 * DAY);
    await world.settle(deal, 100n * K);
    const due = await world.call("dueTo", deal.terms.receivable, lenderB.address);
    const args = [deal, [lenderB.address, stranger.address, lenderB.address]];
    assert.equal(await gain(lenderB, () => world.relay("payOut", args)), due);
    assert.equal(await gain(stranger, () => world.relay("payOut", args)), 0n);
    await world.relay("payOut", [deal, [lenderA.address]]);
    await conserved(deal, [lenderA, lenderB]);
  });

  test("odd pieces cost the same as one payment: tiers are cumulative", async () => {
    const { lenderA, lenderB } = world.people;
    const { deal, at } = await released();
    await world.travel(20 * DAY);
    for (const piece of [1n, 999_999n, 7n, 33n * K, 12_345_678n]) await world.settle(deal, piece);
    const rest = 100n * K - (1n + 999_999n + 7n + 33n * K + 12_345_678n);
    await world.settle(deal, rest, [lenderA, lenderB]);
    const figures = await world.position(deal);
    assert.equal(figures.chargePaid, chargeOf(80n * K, at, await world.now()));
    assert.equal(await world.statusOf(deal), "settled");
    await conserved(deal, [lenderA, lenderB]);
  });

  test("direct calls without signatures do the same", async () => {
    const { seller, warehouse, lenderA, buyer, stranger } = world.people;
    const deal = await world.makeDeal();
    const none = { salt: `0x${"00".repeat(32)}`, validAfter: 0, validBefore: 0, signature: "0x" };
    const core = String(world.receivables.target);
    await world.act(lenderA, world.coin, "approve", [core, 80n * K]);
    await world.act(buyer, world.coin, "approve", [core, 100n * K]);
    const payment = { payer: lenderA.address, amount: 80n * K, ...none };
    const offer = await world.signOffer(deal);
    await refuses(
      world.act(stranger, world.receivables, "fund", [deal, offer, payment]),
      "NotAuthorised",
    );
    await world.act(lenderA, world.receivables, "fund", [deal, offer, payment]);
    const attestation = await world.makeAttestation(100n * K);
    const approvals = [{ signer: warehouse.address, signature: "0x" }];
    await world.act(warehouse, world.receivables, "release", [deal, attestation, approvals]);
    const paid = { payer: buyer.address, amount: 100n * K, ...none };
    await world.act(buyer, world.receivables, "settle", [deal, paid, [lenderA.address]]);
    assert.equal(await world.statusOf(deal), "settled");
    assert.ok((await world.balance(seller)) > 0n);
  });
});

describe("every exit", () => {
  test("cancelled by the seller, and the lot may be registered again, never by replay", async () => {
    const { seller, stranger } = world.people;
    const lot = world.makeLot({}, (await world.now()) + 60 * DAY);
    const registration = await world.makeRegistration([lot]);
    const args = await world.registerArgs(registration);
    const { deals } = await world.registerLots([lot]);
    const [deal] = deals;
    assert.ok(deal);
    const expiry = (await world.now()) + DAY;
    const { receivable } = deal.terms;
    const data = cancellationTypedData(world.domain, {
      receivable,
      registeredAt: deal.registeredAt,
      expiry,
    });
    const forged = await world.signTyped(stranger, data);
    await refuses(world.relay("cancel", [deal, expiry, forged]), "NotAuthorised");
    await world.relay("cancel", [deal, expiry, await world.signTyped(seller, data)]);
    assert.equal(await world.statusOf(deal), "cancelled");
    await refuses(world.relay("register", args), "AlreadyRegistered");
    await world.travel(5);
    await world.registerLots([lot], world.people.otherSeller);
    assert.equal(await world.statusOf(deal), "registered");
  });

  test("refunded: co-funding stuck below the minimum", async () => {
    const { lenderA } = world.people;
    const deal = await world.makeDeal();
    await world.fund(deal, lenderA, 30n * K);
    await refuses(world.relay("closeFunding", [deal, []]), "TooEarly");
    await world.travel(6 * DAY);
    const back = await gain(lenderA, () => world.relay("closeFunding", [deal, [lenderA.address]]));
    assert.equal(back, 30n * K);
    assert.equal(await world.statusOf(deal), "refunded");
    await conserved(deal, [lenderA]);
  });

  test("funding closes at the minimum", async () => {
    const deal = await world.makeDeal();
    await world.fund(deal, world.people.lenderA, 40n * K);
    await world.travel(6 * DAY);
    await world.relay("closeFunding", [deal, []]);
    assert.equal(await world.statusOf(deal), "funded");
    await world.release(deal, 100n * K);
    const figures = await world.position(deal);
    assert.equal(figures.released, 40n * K);
  });

  test("refunded after the delivery deadline; 10% released then silence stays released", async () => {
    const { lenderA } = world.people;
    const never = await world.makeDeal();
    await world.fund(never, lenderA, 80n * K);
    const some = await world.makeDeal();
    await world.fund(some, lenderA, 80n * K);
    await world.release(some, 10n * K);
    await refuses(world.relay("closeRelease", [never, []]), "TooEarly");
    await world.travel(21 * DAY);
    await refuses(world.release(never, 100n * K), "TooLate");
    const full = () => world.relay("closeRelease", [never, [lenderA.address]]);
    assert.equal(await gain(lenderA, full), 80n * K);
    assert.equal(await world.statusOf(never), "refunded");
    const part = () => world.relay("closeRelease", [some, [lenderA.address]]);
    assert.equal(await gain(lenderA, part), 72n * K);
    assert.equal(await world.statusOf(some), "released");
    await world.settle(some, 100n * K, [lenderA]);
    assert.equal(await world.statusOf(some), "settled");
    await conserved(some, [lenderA]);
  });

  test("bought back by the seller, and what the buyer pays later is the seller's", async () => {
    const { lenderA, lenderB, seller } = world.people;
    const { deal } = await released();
    await world.travel(30 * DAY);
    const due = await world.call("owedAt", deal, await world.now());
    const sum: bigint = due.fee + due.late + due.charge + due.principal;
    await refuses(
      world.relay("buyBack", await world.buyBackArgs(deal, sum - 1n, [])),
      "BuyBackTooSmall",
    );
    const cost = await gain(seller, async () =>
      world.relay("buyBack", await world.buyBackArgs(deal, sum + 5n * K, [lenderA, lenderB])),
    );
    const lenders = sum - due.fee;
    const dust = lenders - (lenders * 5n) / 8n - (lenders * 3n) / 8n;
    assert.equal(cost, dust - sum);
    assert.equal(await world.statusOf(deal), "boughtBack");
    assert.equal(await gain(seller, () => world.settle(deal, 100n * K)), 100n * K);
    await conserved(deal, [lenderA, lenderB]);
  });

  test("defaulted after due date, grace and notice; a late recovery settles it at the late rate", async () => {
    const { lenderA, lenderB } = world.people;
    const { deal, at } = await released();
    await world.travelTo(deal.terms.dueAt + 15 * DAY);
    await refuses(world.relay("declareDefault", [deal, []]), "TooEarly");
    await world.travel(60);
    await world.relay("declareDefault", [deal, []]);
    assert.equal(await world.statusOf(deal), "defaulted");
    await world.settle(deal, 50n * K, [lenderA, lenderB]);
    assert.equal(await world.statusOf(deal), "defaulted");
    await world.travel(10 * DAY);
    await world.settle(deal, 45n * K, [lenderA, lenderB]);
    assert.equal(await world.statusOf(deal), "settled");
    const figures = await world.position(deal);
    assert.equal(figures.principalRepaid, 80n * K);
    assert.equal(figures.chargePaid, chargeOf(80n * K, at, deal.terms.dueAt + 5 * DAY));
    assert.ok(figures.latePaid > 0n);
    await conserved(deal, [lenderA, lenderB]);
  });
});

describe("money that comes early, late, twice or wrong", () => {
  test("the buyer pays in full before funding: it is the seller's and nothing can be funded", async () => {
    const { seller, lenderA } = world.people;
    const deal = await world.makeDeal();
    assert.equal(await gain(seller, () => world.settle(deal, 100n * K)), 100n * K);
    await refuses(world.fund(deal, lenderA, 1n), "AboveCap");
  });

  test("the buyer pays in full before release: lenders get their escrow back at once, free of charge", async () => {
    const { lenderA, lenderB } = world.people;
    const deal = await world.makeDeal();
    await world.fund(deal, lenderA, 50n * K);
    await world.fund(deal, lenderB, 30n * K);
    const start = await world.balance(lenderA);
    await world.settle(deal, 100n * K, [lenderA, lenderB]);
    assert.equal((await world.balance(lenderA)) - start, 50n * K);
    assert.equal(await world.statusOf(deal), "refunded");
    await conserved(deal, [lenderA, lenderB]);
  });

  test("a part paid before release lowers both caps", async () => {
    const { lenderA } = world.people;
    const deal = await world.makeDeal();
    await world.fund(deal, lenderA, 80n * K);
    await world.settle(deal, 50n * K, [lenderA]);
    const figures = await world.position(deal);
    assert.equal(figures.returned, 40n * K);
    await world.release(deal, 100n * K);
    assert.equal((await world.position(deal)).released, 40n * K);
    await world.settle(deal, 50n * K, [lenderA]);
    assert.equal(await world.statusOf(deal), "settled");
    await conserved(deal, [lenderA]);
  });

  test("overpaid and paid after close: the surplus waits for the buyer", async () => {
    const { lenderA, lenderB, buyer } = world.people;
    const { deal } = await released();
    await world.settle(deal, 103n * K, [lenderA, lenderB]);
    assert.equal(await world.claimOf(buyer), 3n * K);
    await world.settle(deal, 7n * K);
    assert.equal(await world.claimOf(buyer), 10n * K);
    assert.equal(
      await gain(buyer, () => world.relay("claim", [world.coin.target, buyer.address])),
      10n * K,
    );
    await refuses(world.relay("claim", [world.coin.target, buyer.address]), "NoClaim");
    await conserved(deal, [lenderA, lenderB]);
  });

  test("the wrong coin is not trapped", async () => {
    const { buyer } = world.people;
    const { deal } = await released();
    await world.pay(buyer, await world.accountOf(deal), 5n * UNIT, world.otherCoin);
    await refuses(world.relay("sweepOther", [deal, world.coin.target]), "OwnCoin");
    await world.relay("sweepOther", [deal, world.otherCoin.target]);
    assert.equal(await world.claimOf(buyer, world.otherCoin), 5n * UNIT);
  });

  test("a buyer's authorisation cannot be taken to another receivable", async () => {
    const { deal } = await released();
    const other = await world.makeDeal();
    const [, payment, payees] = await world.settleArgs(deal, 10n * K, []);
    await refuses(world.relay("settle", [other, payment, payees]), "InvalidSignature");
    await world.relay("settle", [deal, payment, payees]);
    await refuses(world.relay("settle", [deal, payment, payees]), "AuthorizationSpent");
  });

  test("a lender's authorisation is for this deal and this amount only", async () => {
    const { lenderA } = world.people;
    const deal = await world.makeDeal();
    const [, signature, payment] = await world.fundArgs(deal, lenderA, 10n * K);
    const dearer = { ...deal, offer: { ...deal.offer, rateBps: 100 } };
    const resigned = await world.signOffer(dearer);
    await refuses(world.relay("fund", [dearer, resigned, payment]), "InvalidSignature");
    await refuses(
      world.relay("fund", [deal, signature, { ...payment, amount: 11n * K }]),
      "InvalidSignature",
    );
    await world.relay("fund", [deal, signature, payment]);
  });
});

describe("payees who cannot be paid", () => {
  test("a blacklisted lender stops nobody and keeps its claim", async () => {
    const { lenderA, lenderB } = world.people;
    const { deal } = await released();
    await world.act(world.operator, world.coin, "blacklist", [lenderA.address]);
    await world.travel(10 * DAY);
    const got = await gain(lenderB, () => world.settle(deal, 100n * K, [lenderA, lenderB]));
    assert.ok(got > 30n * K);
    const parked = await world.claimOf(lenderA);
    assert.ok(parked > 50n * K);
    await refuses(world.relay("claim", [world.coin.target, lenderA.address]), "PaymentFailed");
    await world.act(world.operator, world.coin, "unBlacklist", [lenderA.address]);
    const paid = await gain(lenderA, () =>
      world.relay("claim", [world.coin.target, lenderA.address]),
    );
    assert.equal(paid, parked);
    await conserved(deal, [lenderA, lenderB]);
  });

  test("a blacklisted seller cannot hold the lenders' money", async () => {
    const { lenderA, lenderB, seller } = world.people;
    const { deal } = await released();
    await world.act(world.operator, world.coin, "blacklist", [seller.address]);
    await world.settle(deal, 100n * K, [lenderA, lenderB]);
    assert.equal(await world.statusOf(deal), "settled");
    assert.equal(await world.claimOf(seller), 20n * K);
  });

  test("a frozen lender is repaid into a claim until it is free", async () => {
    const { lenderA, lenderB } = world.people;
    const { deal } = await released();
    const reference = `0x${"ab".repeat(32)}`;
    const freeze = (frozen: boolean) =>
      world.act(world.operator, world.participants, "setFrozen", [
        lenderA.address,
        frozen,
        reference,
      ]);
    await freeze(true);
    await world.settle(deal, 100n * K, [lenderA, lenderB]);
    assert.equal(await world.claimOf(lenderA), 50n * K);
    await refuses(world.relay("claim", [world.coin.target, lenderA.address]), "NotEligible");
    await freeze(false);
    await world.relay("claim", [world.coin.target, lenderA.address]);
  });

  test("a claim goes elsewhere only by the account's own word, once", async () => {
    const { buyer, stranger, lenderA } = world.people;
    const { deal } = await released();
    await world.settle(deal, 101n * K, [lenderA]);
    const expiry = (await world.now()) + DAY;
    const coin = String(world.coin.target) as `0x${string}`;
    const data = claimToTypedData(world.domain, {
      ...{ coin, account: hexOf(buyer), to: hexOf(stranger) },
      ...{ nonce: 0n, expiry },
    });
    const args = [coin, buyer.address, stranger.address, expiry];
    const forged = await world.signTyped(stranger, data);
    await refuses(world.relay("claimTo", [...args, forged]), "NotAuthorised");
    const own = await world.signTyped(buyer, data);
    assert.equal(await gain(stranger, () => world.relay("claimTo", [...args, own])), 1n * K);
    await refuses(world.relay("claimTo", [...args, own]), "NotAuthorised");
  });
});

describe("who may lend, sell and confirm", () => {
  test("no licence, an expired one, one that ends before delivery, a frozen account: refused", async () => {
    const { lenderA, stranger } = world.people;
    const deal = await world.makeDeal();
    await refuses(world.fund(deal, stranger, K), "NotEligible");
    await world.enter(lenderA, 5, 2, 1, deal.offer.deliverBy - 1);
    await refuses(world.fund(deal, lenderA, K), "NotEligible");
    await world.enter(lenderA, 5, 2, 1, deal.offer.deliverBy);
    await world.fund(deal, lenderA, K);
    await world.act(world.operator, world.participants, "setFrozen", [
      lenderA.address,
      true,
      `0x${"00".repeat(32)}`,
    ]);
    await refuses(world.fund(deal, lenderA, K), "NotEligible");
  });

  test("a licence that lapses between funding and repayment is still repaid", async () => {
    const { lenderA, lenderB } = world.people;
    const { deal } = await released();
    await world.enter(lenderA, 5, 2, 1, 1);
    assert.ok(
      (await gain(lenderA, () => world.settle(deal, 100n * K, [lenderA, lenderB]))) >= 50n * K,
    );
  });

  test("a money lender needs its memorandum and no dearer late rate", async () => {
    const { lenderB } = world.people;
    await world.enter(lenderB, 6, 2, 2, world.far);
    await refuses(world.fund(await world.makeDeal(), lenderB, K), "InvalidOffer");
    const memorandumHash = `0x${"01".repeat(32)}` as const;
    await refuses(world.fund(await world.makeDeal({ memorandumHash }), lenderB, K), "InvalidOffer");
    await world.fund(await world.makeDeal({ memorandumHash, lateRateBps: 1200 }), lenderB, K);
  });

  test("an older offer, a foreign signature, a named lender and a dear rate are refused", async () => {
    const { lenderA, lenderB, seller, stranger } = world.people;
    const deal = await world.makeDeal({ lender: hexOf(lenderB) });
    await refuses(world.fund(deal, lenderA, K), "NotEligible");
    const [, , payment] = await world.fundArgs(deal, lenderB, K);
    const forged = await world.signOffer(deal, stranger);
    await refuses(world.relay("fund", [deal, forged, payment]), "NotAuthorised");
    const expiry = (await world.now()) + DAY;
    const { receivable } = deal.terms;
    const message = { receivable, registeredAt: deal.registeredAt, sequence: 2, expiry };
    const word = await world.signTyped(seller, offerFloorTypedData(world.domain, message));
    await world.relay("raiseOfferFloor", [deal, 2, expiry, word]);
    await refuses(world.fund(deal, lenderB, K), "OfferSuperseded");
    const renewed = { ...deal, offer: { ...deal.offer, sequence: 2 } };
    await world.fund(renewed, lenderB, K);
    await refuses(
      world.fund(await world.makeDeal({ rateBps: 3100 }), lenderA, K),
      "RateAboveCeiling",
    );
    await refuses(
      world.fund(await world.makeDeal({ rateBps: 3900, rateOverride: true }), lenderA, K),
      "RateAboveCeiling",
    );
    await world.fund(await world.makeDeal({ rateBps: 3500, rateOverride: true }), lenderA, K);
  });

  test("release needs k distinct organisations that were there before the funding", async () => {
    const { lenderA, warehouse, carrier, stranger, buyer } = world.people;
    const attesters = [hexOf(warehouse), hexOf(carrier)];
    const deal = await world.makeDeal({ quorum: 2 }, {}, attesters);
    await world.fund(deal, lenderA, 80n * K);
    await refuses(world.release(deal, 10n * K, [warehouse]), "QuorumMissing");
    await refuses(world.release(deal, 10n * K, [warehouse, warehouse]), "NotAttester");
    await refuses(world.release(deal, 10n * K, [warehouse, stranger]), "NotEligible");
    await world.enter(buyer, 3, 4);
    await refuses(world.release(deal, 10n * K, [warehouse, buyer]), "NotAttester");
    await world.release(deal, 10n * K, [warehouse, carrier]);
    assert.equal((await world.position(deal)).released, 8n * K);
  });

  test("removing a signer works at once", async () => {
    const { lenderA, warehouse } = world.people;
    const deal = await world.makeDeal();
    await world.fund(deal, lenderA, 80n * K);
    await world.enter(warehouse, 2, 0);
    await refuses(world.release(deal, 10n * K), "NotEligible");
  });
});

describe("delivery", () => {
  test("in parts, cumulative, never backwards, never twice", async () => {
    const { lenderA } = world.people;
    const deal = await world.makeDeal();
    await world.fund(deal, lenderA, 80n * K);
    const args = await world.releaseArgs(deal, 30n * K);
    await world.relay("release", args);
    assert.equal((await world.position(deal)).released, 24n * K);
    await refuses(world.relay("release", args), "InvalidDelivery");
    await refuses(world.release(deal, 20n * K), "InvalidDelivery");
    await refuses(world.release(deal, 100n * K + 1n), "InvalidDelivery");
    await world.travel(5 * DAY);
    await world.release(deal, 90n * K);
    assert.equal((await world.position(deal)).released, 72n * K);
    assert.equal((await world.position(deal)).principalDays, 24n * K * 5n);
  });

  test("a lodged attestation outlives the deadline, can be voided before it takes effect", async () => {
    const { lenderA, warehouse } = world.people;
    const make = async () => {
      const deal = await world.makeDeal();
      await world.fund(deal, lenderA, 80n * K);
      return deal;
    };
    const [kept, voided] = [await make(), await make()];
    await world.travel(19 * DAY);
    const notBefore = (await world.now()) + 2 * DAY;
    const lodge = async (deal: Deal) => {
      const attestation = await world.makeAttestation(100n * K, { notBefore });
      const approvals = await world.approve(deal, attestation, [warehouse]);
      await world.relay("lodge", [deal, attestation, approvals]);
      return attestation;
    };
    const good = await lodge(kept);
    const wrong = await lodge(voided);
    const expiry = (await world.now()) + DAY;
    const { receivable } = voided.terms;
    const word = attestationVoidTypedData(world.domain, { receivable, seq: wrong.seq, expiry });
    const approval = {
      signer: warehouse.address,
      signature: await world.signTyped(warehouse, word),
    };
    await refuses(world.relay("release", [kept, good, []]), "TooEarly");
    await world.relay("voidAttestation", [voided, wrong.seq, expiry, approval]);
    await world.travel(2 * DAY + 60);
    await refuses(world.relay("closeRelease", [kept, []]), "AttestationPending");
    await world.relay("release", [kept, good, []]);
    assert.equal((await world.position(kept)).released, 80n * K);
    await refuses(world.relay("release", [voided, wrong, []]), "AttestationVoid");
    await world.relay("closeRelease", [voided, [lenderA.address]]);
    assert.equal(await world.statusOf(voided), "refunded");
  });

  test("a pause of release stops release alone, and time is given back after it", async () => {
    const { lenderA, lenderB } = world.people;
    const { deal: open } = await released();
    const deal = await world.makeDeal();
    await world.fund(deal, lenderA, 80n * K);
    const guardian = world.guardian;
    await world.act(guardian, world.receivables, "pauseRelease", [true]);
    await world.act(guardian, world.receivables, "pauseFunding", [true]);
    await refuses(world.release(deal, 10n * K), "Paused");
    await refuses(world.fund(await world.makeDeal(), lenderB, K), "Paused");
    await world.settle(open, 100n * K, [lenderA, lenderB]);
    await world.travel(21 * DAY);
    await refuses(world.relay("closeRelease", [deal, []]), "TooEarly");
    await world.act(guardian, world.receivables, "pauseRelease", [false]);
    await world.travel(DAY);
    await refuses(world.relay("closeRelease", [deal, []]), "TooEarly");
    await world.travel(3 * DAY);
    await world.relay("closeRelease", [deal, [lenderA.address]]);
    assert.equal(await world.statusOf(deal), "refunded");
  });
});

describe("dilution", () => {
  const credit = async (deal: Deal, diluted: bigint) => {
    const expiry = (await world.now()) + DAY;
    const { receivable, coin, amountDue } = deal.terms;
    const documentHash = `0x${"cd".repeat(32)}` as const;
    const message = { receivable, coin, amountDue, diluted, documentHash, expiry };
    const word = await world.signTyped(
      world.people.seller,
      creditNoteTypedData(world.domain, message),
    );
    return world.relay("dilute", [deal, diluted, documentHash, expiry, word]);
  };

  test("before release it lowers the cap and returns escrow; after it the hold-back is the limit", async () => {
    const { lenderA } = world.people;
    const deal = await world.makeDeal();
    await world.fund(deal, lenderA, 80n * K);
    await credit(deal, 10n * K);
    assert.equal((await world.position(deal)).returned, 8n * K);
    await refuses(credit(deal, 10n * K), "InvalidDilution");
    await world.release(deal, 100n * K);
    assert.equal((await world.position(deal)).released, 72n * K);
    await refuses(credit(deal, 40n * K), "InvalidDilution");
    await credit(deal, 20n * K);
    await world.settle(deal, 80n * K, [lenderA]);
    assert.equal(await world.statusOf(deal), "settled");
    await world.settle(deal, K);
    assert.equal(await world.claimOf(world.people.buyer), K);
    await conserved(deal, [lenderA]);
  });

  test("a credit note of 30,000 after 80,000 of 100,000 was released is refused", async () => {
    const { deal } = await released();
    await refuses(credit(deal, 30n * K), "InvalidDilution");
  });
});

describe("notes", () => {
  const move = (deal: Deal, from: Wallet, to: Wallet, units: bigint) =>
    world.act(from, world.receivables, "safeTransferFrom", [
      ...[from.address, to.address, BigInt(deal.terms.receivable) | 1n, units, "0x"],
    ]);

  test("move between licensed lenders only; what fell due before stays with the giver", async () => {
    const { lenderA, lenderB, lenderC, stranger } = world.people;
    const { deal } = await released();
    await refuses(move(deal, lenderA, stranger, K), "NotEligible");
    await world.travel(20 * DAY);
    await world.settle(deal, 40n * K);
    const dueA = await world.call("dueTo", deal.terms.receivable, lenderA.address);
    await move(deal, lenderA, lenderC, 25n * K);
    const holders = [lenderA, lenderB, lenderC];
    assert.equal(await world.call("dueTo", deal.terms.receivable, lenderA.address), dueA);
    assert.equal(await world.call("dueTo", deal.terms.receivable, lenderC.address), 0n);
    await world.travel(5 * DAY);
    await world.settle(deal, 60n * K, holders);
    assert.equal(await world.statusOf(deal), "settled");
    await conserved(deal, holders);
  });

  test("a moved note counts once however often it moves, also in batches and by an operator", async () => {
    const { lenderA, lenderB, lenderC } = world.people;
    const { deal } = await released();
    await world.settle(deal, 33n * K + 1n);
    for (let turn = 0; turn < 5; turn += 1) {
      await move(deal, lenderA, lenderC, 7n * K + 3n);
      await move(deal, lenderC, lenderA, 5n * K + 1n);
    }
    const id = BigInt(deal.terms.receivable) | 1n;
    const batch = [lenderC.address, lenderA.address, [id, id], [1n, 2n], "0x"];
    await refuses(
      world.act(lenderB, world.receivables, "safeBatchTransferFrom", batch),
      "ERC1155MissingApprovalForAll",
    );
    await world.act(lenderC, world.receivables, "setApprovalForAll", [lenderB.address, true]);
    await world.act(lenderB, world.receivables, "safeBatchTransferFrom", batch);
    await world.settle(deal, 70n * K, [lenderA, lenderB, lenderC]);
    await conserved(deal, [lenderA, lenderB, lenderC]);
  });

  test("titles do not move", async () => {
    const { seller, lenderA } = world.people;
    const deal = await world.makeDeal();
    const id = BigInt(deal.terms.receivable);
    assert.equal(await world.call("balanceOf", seller.address, id), 1n);
    await refuses(
      world.act(seller, world.receivables, "safeTransferFrom", [
        ...[seller.address, lenderA.address, id, 1n, "0x"],
      ]),
      "TitleNotTransferable",
    );
  });
});

describe("registration", () => {
  test("the same lot cannot be registered twice by anybody", async () => {
    const { otherSeller } = world.people;
    const lot = world.makeLot({}, (await world.now()) + 60 * DAY);
    await world.registerLots([lot]);
    await refuses(world.registerLots([lot], otherSeller), "AlreadyRegistered");
    await refuses(world.registerLots([world.makeLot(), lot]), "InvalidLot");
  });

  test("needs both signatures, roles, an allowed coin and time", async () => {
    const { stranger } = world.people;
    const lot = world.makeLot({}, (await world.now()) + 60 * DAY);
    const registration = await world.makeRegistration([lot]);
    const [, sellerWord, houseWord] = await world.registerArgs(registration);
    await refuses(world.relay("register", [registration, sellerWord, sellerWord]), "NotAuthorised");
    await refuses(world.relay("register", [registration, houseWord, houseWord]), "NotAuthorised");
    const changed = { ...registration, lots: [{ ...lot, amountDue: lot.amountDue + 1n }] };
    await refuses(world.relay("register", [changed, sellerWord, houseWord]), "NotAuthorised");
    await refuses(world.registerLots([lot], stranger), "NotEligible");
    const foreign = { ...registration, coin: stranger.address };
    await refuses(world.relay("register", [foreign, sellerWord, houseWord]), "CoinNotAllowed");
    await world.travel(2 * DAY);
    await refuses(world.relay("register", [registration, sellerWord, houseWord]), "TooLate");
  });

  test("another deal than the committed one is refused everywhere", async () => {
    const { deal } = await released();
    const changed = { ...deal, offer: { ...deal.offer, feeBps: 0 } };
    await refuses(world.settle(changed, K), "WrongDeal");
    await refuses(world.relay("sweep", [{ ...deal, attesters: [] }, []]), "WrongDeal");
    await refuses(world.relay("payOut", [{ ...deal, registeredAt: 1 }, []]), "WrongDeal");
  });
});
