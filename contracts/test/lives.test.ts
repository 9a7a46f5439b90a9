import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { CHAIN_STATUSES } from "../../src/core/receivable/chain-status";
import { cancellationTypedData, claimToTypedData } from "../../src/core/typed-data/receivables";
import { DAY, hexOf, UNIT } from "./ground";
import { keptWorld } from "./kept-world";
import { chargeOf, K, lifeSteps } from "./life-steps";
import { refuses } from "./refuses";
import { servicingSteps } from "./servicing-steps";
import { makeWorld } from "./world";

const world = keptWorld(makeWorld);

const { released, gain, conserved } = lifeSteps(world);

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

  test("no default where nothing is owed: the escrow left returns and it is settled", async () => {
    const { lenderA, lenderB } = world.people;
    const deal = await world.makeDeal();
    await world.fund(deal, lenderA, 80n * K);
    await world.release(deal, 30n * K);
    await world.settle(deal, 25n * K, [lenderA]);
    assert.deepEqual([...(await world.call("owedAt", deal, await world.now()))], [0n, 0n, 0n, 0n]);
    assert.equal(await world.statusOf(deal), "released");
    await world.travelTo(deal.terms.dueAt + 16 * DAY);
    const { returned } = await world.position(deal);
    const receipt = await world.relay("declareDefault", [deal, [lenderA.address]]);
    const told = servicingSteps(world).told(receipt);
    const status = BigInt(CHAIN_STATUSES.indexOf("settled"));
    assert.deepEqual(
      told
        .filter(({ name }) => name === "Returned" || name === "Defaulted")
        .map(({ args }) => [...args].slice(1)),
      [[56n * K - returned, 56n * K, status]],
    );
    assert.equal(await world.statusOf(deal), "settled");
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
    await world.act(world.compliance, world.coin, "blacklist", [lenderA.address]);
    await world.travel(10 * DAY);
    const got = await gain(lenderB, () => world.settle(deal, 100n * K, [lenderA, lenderB]));
    assert.ok(got > 30n * K);
    const parked = await world.claimOf(lenderA);
    assert.ok(parked > 50n * K);
    await refuses(world.relay("claim", [world.coin.target, lenderA.address]), "PaymentFailed");
    await world.act(world.compliance, world.coin, "unBlacklist", [lenderA.address]);
    const paid = await gain(lenderA, () =>
      world.relay("claim", [world.coin.target, lenderA.address]),
    );
    assert.equal(paid, parked);
    await conserved(deal, [lenderA, lenderB]);
  });

  test("a blacklisted seller cannot hold the lenders' money", async () => {
    const { lenderA, lenderB, seller } = world.people;
    const { deal } = await released();
    await world.act(world.compliance, world.coin, "blacklist", [seller.address]);
    await world.settle(deal, 100n * K, [lenderA, lenderB]);
    assert.equal(await world.statusOf(deal), "settled");
    assert.equal(await world.claimOf(seller), 20n * K);
  });

  test("a frozen lender is repaid into a claim until it is free", async () => {
    const { lenderA, lenderB } = world.people;
    const { deal } = await released();
    const reference = `0x${"ab".repeat(32)}`;
    const freeze = (frozen: boolean) =>
      world.act(world.compliance, world.participants, "setFrozen", [
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
