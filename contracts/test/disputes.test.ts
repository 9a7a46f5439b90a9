import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { DAY, hexOf } from "./ground";
import { keptWorld } from "./kept-world";
import { K, lifeSteps } from "./life-steps";
import { refuses } from "./refuses";
import { LATE, NO_SIGNATURE, servicingSteps } from "./servicing-steps";
import { makeWorld } from "./world";

const world = keptWorld(makeWorld, () => steps.startAtNoon());

const { funded, gain, conserved } = lifeSteps(world);
const steps = servicingSteps(world);

describe("who may dispute, how much and when", () => {
  test("the buyer and the seller, signed or by their own call, and nobody else", async () => {
    const { buyer, seller, stranger } = world.people;
    const deal = await funded();
    const [, amount, reason, expiry, { signature }] = await steps.disputeArgs(deal, stranger, K);
    const carried = (signer: string) =>
      world.relay("dispute", [deal, amount, reason, expiry, { signer, signature }]);
    await refuses(carried(stranger.address), "NotAuthorised");
    await refuses(carried(buyer.address), "NotAuthorised");
    await steps.dispute(deal, buyer, K);
    const own = { signer: seller.address, signature: NO_SIGNATURE };
    await refuses(world.relay("dispute", [deal, K, reason, LATE, own]), "NotAuthorised");
    await world.act(seller, world.receivables, "dispute", [deal, K, reason, LATE, own]);
    const known = await steps.standing(deal);
    assert.deepEqual([known.byBuyer, known.bySeller, known.isDisputed], [true, true, true]);
  });

  test("a signature counts to its last second and for its figures only", async () => {
    const { buyer } = world.people;
    const deal = await funded();
    const expiry = (await world.now()) + 100;
    const args = await steps.disputeArgs(deal, buyer, K, expiry);
    const [, , reason, , approval] = args;
    await refuses(
      world.relay("dispute", [deal, K + 1n, reason, expiry, approval]),
      "NotAuthorised",
    );
    await world.travelTo(expiry + 1);
    await refuses(world.relay("dispute", args), "TooLate");
    const other = await steps.disputeArgs(deal, buyer, K, expiry + 100);
    await steps.sendAt(expiry + 100, "dispute", other);
  });

  test("from one unit to the whole amount due", async () => {
    const { buyer } = world.people;
    const deal = await funded();
    await refuses(steps.dispute(deal, buyer, 0n), "InvalidDispute");
    await refuses(steps.dispute(deal, buyer, 100n * K + 1n), "InvalidDispute");
    await steps.dispute(deal, buyer, 100n * K);
  });

  test("one a side, ever: not while it is open, not after it, not after a resolution", async () => {
    const { buyer, seller } = world.people;
    const deal = await funded();
    const until = await steps.dispute(deal, buyer, K);
    await refuses(steps.dispute(deal, buyer, 2n * K), "AlreadyDisputed");
    await steps.resolve(deal, 0n, [buyer, seller]);
    await refuses(steps.dispute(deal, buyer, 2n * K), "AlreadyDisputed");
    await world.travelTo(until + 1);
    await refuses(steps.dispute(deal, buyer, 2n * K), "AlreadyDisputed");
    await steps.dispute(deal, seller, 2n * K);
    await refuses(steps.dispute(deal, seller, K), "AlreadyDisputed");
  });

  test("not before funding, not after a release", async () => {
    const { buyer, lenderA } = world.people;
    const deal = await world.makeDeal();
    await refuses(steps.dispute(deal, buyer, K), "WrongStatus");
    await world.fund(deal, lenderA, 80n * K);
    await world.release(deal, 1n * K);
    await refuses(steps.dispute(deal, buyer, K), "WrongStatus");
  });

  test("after deliverBy only while a lodged attestation waits", async () => {
    const { buyer } = world.people;
    const idle = await funded();
    const waiting = await funded();
    const { deliverBy } = waiting.offer;
    await steps.lodge(waiting, 100n * K);
    await world.travelTo(Math.max(deliverBy, idle.offer.deliverBy) + 1);
    await refuses(steps.dispute(idle, buyer, K), "TooLate");
    await steps.dispute(waiting, buyer, K);
    const last = await funded();
    await steps.sendAt(last.offer.deliverBy, "dispute", await steps.disputeArgs(last, buyer, K));
  });
});

describe("a promise to pay without set-off", () => {
  test("ends the buyer's right to dispute, not the seller's", async () => {
    const { buyer, seller, stranger } = world.people;
    const deal = await funded();
    await refuses(steps.promise(deal, stranger), "NotAuthorised");
    const receipt = await steps.promise(deal);
    const [{ name, args } = { name: "", args: [] }] = steps.told(receipt);
    assert.equal(name, "PaymentPromised");
    assert.deepEqual([...args].slice(1), [buyer.address, 100n * K, BigInt(deal.terms.dueAt)]);
    assert.equal((await steps.standing(deal)).isPromised, true);
    await refuses(steps.promise(deal), "PaymentIsPromised");
    await refuses(steps.dispute(deal, buyer, K), "PaymentIsPromised");
    await steps.dispute(deal, seller, K);
  });

  test("not while a dispute is open, and not for a day that has passed", async () => {
    const { buyer } = world.people;
    const deal = await funded();
    const until = await steps.dispute(deal, buyer, K);
    await world.travelTo(until);
    await refuses(steps.promise(deal), "Disputed");
    await world.travelTo(until + 1);
    await steps.promise(deal);
    const late = await funded();
    await world.travelTo(late.terms.dueAt + 1);
    await refuses(steps.promise(late), "TooLate");
  });

  test("given before funding it lasts through it; a cancellation ends it and frees the lot", async () => {
    const { buyer, seller, lenderA } = world.people;
    const deal = await world.makeDeal();
    await steps.promise(deal);
    await world.fund(deal, lenderA, 80n * K);
    await refuses(steps.dispute(deal, buyer, K), "PaymentIsPromised");

    const dueAt = (await world.now()) + 60 * DAY;
    const lot = world.makeLot({}, dueAt);
    const [first] = (await world.registerLots([lot])).deals;
    assert.ok(first);
    await steps.promise(first);
    await world.act(seller, world.receivables, "cancel", [first, LATE, NO_SIGNATURE]);
    assert.equal(await world.call("knows", lot.receivable), false);
    await world.travel(5);
    const [again] = (await world.registerLots([lot])).deals;
    assert.ok(again);
    assert.equal((await steps.standing(again)).isPromised, false);
  });

  test("money collected on a promised lot keeps it from being registered again", async () => {
    const { seller } = world.people;
    const lot = world.makeLot({}, (await world.now()) + 60 * DAY);
    const [deal] = (await world.registerLots([lot])).deals;
    assert.ok(deal);
    await steps.promise(deal);
    await world.settle(deal, K);
    await world.act(seller, world.receivables, "cancel", [deal, LATE, NO_SIGNATURE]);
    await world.travel(5);
    await refuses(world.registerLots([lot]), "AlreadyRegistered");
  });
});

describe("while a dispute is open", () => {
  test("release waits to the end of the tenth day; the disputed part then counts as undelivered", async () => {
    const { buyer, lenderA, seller } = world.people;
    const deal = await funded();
    const until = await steps.dispute(deal, buyer, 30n * K);
    assert.equal(until, (await world.now()) + 10 * DAY);
    const args = await (async () => {
      const attestation = await world.makeAttestation(100n * K, { expiry: LATE });
      return [deal, attestation, await world.approve(deal, attestation, [world.people.warehouse])];
    })();
    await refuses(world.relay("release", args), "Disputed");
    const start = await world.balance(seller);
    await steps.opensAfter(until, { name: "release", args, error: "Disputed" });
    assert.equal((await world.balance(seller)) - start, 56n * K);
    const figures = await world.position(deal);
    assert.equal(figures.released, 56n * K);
    assert.equal(figures.returned, 24n * K);
    assert.equal(
      await gain(lenderA, () => world.relay("payOut", [deal, [hexOf(lenderA)]])),
      24n * K,
    );
    await world.settle(deal, 100n * K, [lenderA]);
    assert.equal(await world.statusOf(deal), "settled");
    await conserved(deal, [lenderA]);
  });

  test("funding, collection, sweep, payout, notes and attestations go on", async () => {
    const { buyer, lenderA, lenderB } = world.people;
    const deal = await funded({}, 40n * K);
    await steps.dispute(deal, buyer, 50n * K);
    await world.fund(deal, lenderB, 30n * K);
    await world.settle(deal, 5n * K);
    await world.pay(buyer, await world.accountOf(deal), 5n * K);
    await world.relay("sweep", [deal, []]);
    assert.equal((await world.position(deal)).collected, 10n * K);
    const id = BigInt(deal.terms.receivable) | 1n;
    await world.act(lenderA, world.receivables, "safeTransferFrom", [
      ...[lenderA.address, lenderB.address, id, K, "0x"],
    ]);
    await world.fund(deal, lenderB, 2n * K);
    assert.equal(await world.statusOf(deal), "funded");
    await steps.lodge(deal, 100n * K);
    await world.settle(deal, 90n * K, [lenderA, lenderB]);
    assert.equal(await world.statusOf(deal), "refunded");
    await conserved(deal, [lenderA, lenderB]);
  });

  test("closing the funding waits for its end", async () => {
    const { buyer } = world.people;
    const deal = await funded({}, 50n * K);
    await world.travelTo(deal.offer.fundBy);
    const until = await steps.dispute(deal, buyer, 10n * K);
    await steps.opensAfter(until, { name: "closeFunding", args: [deal, []], error: "Disputed" });
    assert.equal(await world.statusOf(deal), "funded");
    // 50,000 x 90,000 / 100,000 can still be released.
    assert.equal((await world.position(deal)).returned, 5n * K);
  });
});

describe("two disputes", () => {
  test("run to the later end, and the larger amount counts", async () => {
    const { buyer, seller } = world.people;
    const deal = await funded({ deliverBy: (await world.now()) + 40 * DAY });
    const first = await steps.dispute(deal, buyer, 40n * K);
    await world.travelTo(first);
    const until = await steps.dispute(deal, seller, 20n * K);
    assert.equal(until, (await world.now()) + 10 * DAY);
    const known = await steps.standing(deal);
    assert.equal(known.undelivered, 40n * K);
    await world.travelTo(until);
    await refuses(world.release(deal, 100n * K), "Disputed");
    await world.travel(1);
    await world.release(deal, 100n * K);
    assert.equal((await world.position(deal)).released, 48n * K);
  });

  test("a resolution signed for the first end does not end the second", async () => {
    const { buyer, seller } = world.people;
    const deal = await funded();
    await steps.dispute(deal, buyer, 40n * K);
    const old = await steps.resolveArgs(deal, 10n * K, [buyer, seller]);
    await world.travel(DAY);
    await steps.dispute(deal, seller, 50n * K);
    await refuses(world.relay("resolveDispute", old), "NotAuthorised");
    await steps.resolve(deal, 50n * K, [seller, buyer]);
  });
});

describe("the end by silence", () => {
  test("returns what can no longer be released as soon as anyone asks, once", async () => {
    const { buyer, lenderA } = world.people;
    const deal = await funded();
    await refuses(world.relay("closeDispute", [deal]), "NoDispute");
    const until = await steps.dispute(deal, buyer, 25n * K);
    await steps.opensAfter(until, { name: "closeDispute", args: [deal], error: "Disputed" });
    assert.equal((await world.position(deal)).returned, 20n * K);
    await refuses(world.relay("closeDispute", [deal]), "NoDispute");
    assert.equal(await steps.untilOf(deal), until);
    await world.release(deal, 100n * K);
    assert.equal((await world.position(deal)).released, 60n * K);
    await conserved(deal, [lenderA]);
  });

  test("with everything disputed nothing is left to release", async () => {
    const { buyer, lenderA } = world.people;
    const deal = await funded();
    const until = await steps.dispute(deal, buyer, 100n * K);
    await world.travelTo(until + 1);
    await refuses(world.release(deal, 100n * K), "NothingToRelease");
    await world.relay("closeDispute", [deal]);
    assert.equal(await world.statusOf(deal), "refunded");
    assert.equal(
      await gain(lenderA, () => world.relay("payOut", [deal, [hexOf(lenderA)]])),
      80n * K,
    );
    await conserved(deal, [lenderA]);
  });

  test("leaves no room to lend on what counts as undelivered", async () => {
    const { buyer, lenderB } = world.people;
    const deal = await funded({ fundBy: (await world.now()) + 15 * DAY }, 41n * K);
    const until = await steps.dispute(deal, buyer, 50n * K);
    await world.fund(deal, lenderB, K);
    await world.travelTo(until + 1);
    await refuses(world.fund(deal, lenderB, 1n), "AboveCap");
    await world.relay("closeDispute", [deal]);
    assert.equal(await world.statusOf(deal), "funded");
    await conserved(deal, [world.people.lenderA, lenderB]);
  });

  test("a collection during it does not yet count the disputed part", async () => {
    const { buyer } = world.people;
    const deal = await funded();
    await steps.dispute(deal, buyer, 50n * K);
    await world.settle(deal, 10n * K);
    assert.equal((await world.position(deal)).returned, 8n * K);
    await world.travel(10 * DAY + 1);
    await world.settle(deal, 10n * K);
    // 80 % of (50,000 - 20,000) stays.
    assert.equal((await world.position(deal)).returned, 80n * K - 24n * K);
  });
});

describe("a resolution", () => {
  test("by both sides ends it at once and sets what counts as undelivered", async () => {
    const { buyer, seller, lenderA } = world.people;
    const deal = await funded();
    await refuses(
      world.relay("resolveDispute", await steps.resolveArgs(deal, 0n, [buyer, seller])),
      "NoDispute",
    );
    await steps.dispute(deal, buyer, 30n * K);
    await refuses(steps.resolve(deal, 30n * K + 1n, [buyer, seller]), "InvalidDispute");
    const receipt = await steps.resolve(deal, 10n * K, [buyer, seller]);
    assert.deepEqual(
      steps.told(receipt).map(({ name }) => name),
      ["DisputeClosed", "Returned"],
    );
    const known = await steps.standing(deal);
    assert.deepEqual([known.isDisputed, known.undelivered], [false, 10n * K]);
    assert.equal(known.until, BigInt(await world.now()));
    assert.equal((await world.position(deal)).returned, 8n * K);
    await world.release(deal, 100n * K);
    assert.equal((await world.position(deal)).released, 72n * K);
    await refuses(steps.resolve(deal, 0n, [buyer, seller]), "WrongStatus");
    await conserved(deal, [lenderA]);
  });

  test("at nothing undelivered leaves the receivable as it was", async () => {
    const { buyer, seller } = world.people;
    const deal = await funded();
    await steps.dispute(deal, seller, 100n * K);
    await steps.resolve(deal, 0n, [seller, buyer]);
    await refuses(world.relay("closeDispute", [deal]), "NoDispute");
    await world.release(deal, 100n * K);
    assert.equal((await world.position(deal)).released, 80n * K);
  });

  test("is possible to the last second of the dispute, not after it", async () => {
    const { buyer, seller } = world.people;
    const early = await funded();
    const late = await funded();
    const last = await steps.dispute(early, buyer, K);
    const over = await steps.dispute(late, buyer, K);
    const args = await steps.resolveArgs(late, 0n, [buyer, seller]);
    await steps.sendAt(last, "resolveDispute", await steps.resolveArgs(early, 0n, [buyer, seller]));
    await world.travelTo(over + 1);
    await refuses(world.relay("resolveDispute", args), "NoDispute");
  });

  test("needs both sides: not one alone, twice or with a stranger", async () => {
    const { buyer, seller, stranger } = world.people;
    const deal = await funded();
    await steps.dispute(deal, buyer, K);
    await refuses(steps.resolve(deal, 0n, [seller]), "QuorumMissing");
    await refuses(steps.resolve(deal, 0n, [seller, buyer, seller]), "QuorumMissing");
    await refuses(steps.resolve(deal, 0n, [seller, seller]), "NotEligible");
    await refuses(steps.resolve(deal, 0n, [seller, stranger]), "NotEligible");
    await refuses(steps.resolve(deal, 0n, [buyer, stranger]), "NotEligible");
    const [, undelivered, expiry, approvals, named] = await steps.resolveArgs(deal, 0n, [
      ...[seller, stranger],
    ]);
    const lying = approvals.map(({ signature }, index) => ({
      signer: index ? buyer.address : seller.address,
      signature,
    }));
    await refuses(
      world.relay("resolveDispute", [deal, undelivered, expiry, lying, named]),
      "NotAuthorised",
    );
  });
});
