import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { DAY, hexOf } from "./ground";
import { keptWorld } from "./kept-world";
import { K, lifeSteps } from "./life-steps";
import { refuses } from "./refuses";
import { servicingSteps } from "./servicing-steps";
import { makeWorld } from "./world";

const world = keptWorld(makeWorld, () => steps.startAtNoon());

const { funded, gain, conserved } = lifeSteps(world);
const steps = servicingSteps(world);

describe("delivery in parts", () => {
  test("is cumulative, never backwards, never twice", async () => {
    const deal = await funded();
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

  test("an attestation counts from its notBefore to its expiry and to deliverBy", async () => {
    const deal = await funded();
    const { deliverBy } = deal.offer;
    const at = await world.now();
    const make = async (delivered: bigint, change: object) => {
      const attestation = await world.makeAttestation(delivered, change);
      return [deal, attestation, await world.approve(deal, attestation, [world.people.warehouse])];
    };
    const early = await make(10n * K, { notBefore: at + 500, expiry: at + 600 });
    await world.travelTo(at + 499);
    await refuses(world.relay("release", early), "TooEarly");
    await steps.sendAt(at + 500, "release", early);
    const short = await make(20n * K, { expiry: at + 600 });
    await world.travelTo(at + 601);
    await refuses(world.relay("release", short), "TooLate");
    const last = await make(30n * K, { expiry: deliverBy + DAY });
    const late = await make(40n * K, { expiry: deliverBy + DAY });
    await steps.sendAt(deliverBy, "release", last);
    await world.travelTo(deliverBy + 1);
    await refuses(world.relay("release", late), "TooLate");
  });
});

describe("a corrected delivery", () => {
  test("lodged, taken back within the window, attested anew", async () => {
    const { lenderA, stranger, carrier } = world.people;
    const deal = await funded();
    const notBefore = (await world.now()) + 2 * DAY;
    const wrong = await steps.lodge(deal, 100n * K, { notBefore });
    await refuses(world.relay("release", [deal, wrong, []]), "TooEarly");
    await refuses(steps.voidSeq(deal, wrong.seq, stranger), "NotEligible");
    await refuses(steps.voidSeq(deal, wrong.seq, carrier), "NotAttester");
    await steps.voidSeq(deal, wrong.seq);
    await refuses(steps.voidSeq(deal, wrong.seq), "AttestationVoid");
    const right = await steps.lodge(deal, 60n * K, { notBefore: notBefore + DAY });
    await world.travelTo(notBefore + DAY);
    await refuses(world.relay("release", [deal, wrong, []]), "AttestationVoid");
    await world.relay("release", [deal, right, []]);
    assert.equal((await world.position(deal)).released, 48n * K);
    await world.settle(deal, 100n * K, [lenderA]);
    await conserved(deal, [lenderA]);
  });

  test("can be taken back to the second before it takes effect", async () => {
    const first = await funded();
    const second = await funded();
    const notBefore = (await world.now()) + DAY;
    const early = await steps.lodge(first, 100n * K, { notBefore });
    const late = await steps.lodge(second, 100n * K, { notBefore });
    const word = await steps.voidArgs(first, early.seq);
    await steps.sendAt(notBefore - 1, "voidAttestation", word);
    await world.travelTo(notBefore);
    await refuses(steps.voidSeq(second, late.seq), "TooLate");
  });

  test("a newer one replaces it; the older can then not be used", async () => {
    const deal = await funded();
    const old = await steps.lodge(deal, 100n * K);
    const newer = await steps.lodge(deal, 50n * K);
    await refuses(steps.lodge(deal, 70n * K, { seq: newer.seq }), "AttestationVoid");
    const expiry = (await world.now()) - 1;
    await refuses(steps.lodge(deal, 70n * K, { expiry }), "TooLate");
    await refuses(world.relay("release", [deal, old, []]), "QuorumMissing");
    await world.relay("release", [deal, newer, []]);
    assert.equal((await world.position(deal)).released, 40n * K);
    await refuses(world.relay("release", [deal, newer, []]), "InvalidDelivery");
  });

  test("the window is at most 7 days, lodging ends with deliverBy", async () => {
    const deal = await funded();
    const far = (await world.now()) + 7 * DAY + 100;
    await refuses(steps.lodge(deal, 100n * K, { notBefore: far }), "TooLate");
    await world.travelTo(deal.offer.deliverBy + 1);
    await refuses(steps.lodge(deal, 100n * K), "TooLate");
  });

  test("a void word of the quorum makes unlodged ones void too", async () => {
    const deal = await funded();
    const attestation = await world.makeAttestation(100n * K);
    const approvals = await world.approve(deal, attestation, [world.people.warehouse]);
    await steps.voidSeq(deal, attestation.seq);
    await refuses(world.relay("release", [deal, attestation, approvals]), "AttestationVoid");
  });
});

describe("delivery attested while funding is open", () => {
  test("waits for the funding and is used after deliverBy", async () => {
    const { lenderA } = world.people;
    const by = (await world.now()) + 5 * DAY;
    const deal = await world.makeDeal({ fundBy: by, deliverBy: by });
    await world.fund(deal, lenderA, 40n * K);
    const attestation = await steps.lodge(deal, 100n * K);
    await refuses(world.relay("release", [deal, attestation, []]), "WrongStatus");
    await world.travelTo(by + 1);
    await world.relay("closeFunding", [deal, []]);
    await refuses(world.relay("closeRelease", [deal, []]), "AttestationPending");
    await world.relay("release", [deal, attestation, []]);
    assert.equal((await world.position(deal)).released, 40n * K);
  });
});

describe("short and rejected quantity", () => {
  test("a final attestation credits what did not come and ends delivery", async () => {
    const { lenderA, seller, buyer } = world.people;
    const deal = await funded();
    await world.release(deal, 30n * K);
    const start = await world.balance(seller);
    const receipt = await steps.finish(deal, 70n * K);
    assert.deepEqual(
      steps.told(receipt).map(({ name }) => name),
      ["Released", "DeliveryClosed", "Diluted", "Returned"],
    );
    assert.equal((await world.balance(seller)) - start, 32n * K);
    const figures = await world.position(deal);
    assert.deepEqual(
      [figures.released, figures.returned, figures.diluted, figures.delivered],
      [56n * K, 24n * K, 30n * K, 70n * K],
    );
    assert.equal((await steps.standing(deal)).isDeliveryClosed, true);
    await refuses(world.release(deal, 80n * K), "DeliveryIsClosed");
    await refuses(steps.finish(deal, 80n * K), "DeliveryIsClosed");
    await refuses(steps.lodge(deal, 80n * K), "DeliveryIsClosed");
    await world.settle(deal, 71n * K, [lenderA]);
    assert.equal(await world.statusOf(deal), "settled");
    assert.equal(await world.claimOf(buyer), K);
    await conserved(deal, [lenderA]);
  });

  test("it need not grow: nothing more to come ends what was released in part", async () => {
    const { lenderA } = world.people;
    const deal = await funded();
    await world.release(deal, 30n * K);
    await refuses(steps.finish(deal, 30n * K - 1n), "InvalidDelivery");
    await steps.finish(deal, 30n * K);
    const figures = await world.position(deal);
    assert.deepEqual(
      [figures.released, figures.returned, figures.diluted],
      [24n * K, 56n * K, 70n * K],
    );
    assert.equal(await world.statusOf(deal), "released");
    await world.settle(deal, 30n * K, [lenderA]);
    assert.equal(await world.statusOf(deal), "settled");
    await conserved(deal, [lenderA]);
  });

  test("it may follow full delivery, and a life that had all of it stays plain", async () => {
    const { lenderA } = world.people;
    const deal = await funded();
    await world.release(deal, 100n * K);
    await refuses(world.release(deal, 100n * K), "InvalidDelivery");
    const receipt = await steps.finish(deal, 100n * K);
    assert.deepEqual(
      steps.told(receipt).map(({ name }) => name),
      ["DeliveryClosed"],
    );
    const figures = await world.position(deal);
    assert.deepEqual([figures.delivered, figures.diluted], [2n ** 56n - 1n, 0n]);
    await refuses(steps.finish(deal, 100n * K), "DeliveryIsClosed");
    await world.settle(deal, 100n * K, [lenderA]);
    assert.equal(await world.statusOf(deal), "settled");
    await conserved(deal, [lenderA]);
  });

  test("nothing at all came: everything goes back and the buyer owes nothing", async () => {
    const { lenderA, buyer } = world.people;
    const deal = await funded();
    await steps.finish(deal, 0n);
    assert.equal(await world.statusOf(deal), "refunded");
    assert.equal(
      await gain(lenderA, () => world.relay("payOut", [deal, [hexOf(lenderA)]])),
      80n * K,
    );
    await world.settle(deal, 9n);
    assert.equal(await world.claimOf(buyer), 9n);
    await conserved(deal, [lenderA]);
  });

  test("after repayment it settles what is left", async () => {
    const { lenderA } = world.people;
    const deal = await funded();
    await world.release(deal, 50n * K);
    await world.settle(deal, 40n * K, [lenderA]);
    assert.equal(await world.statusOf(deal), "released");
    await steps.finish(deal, 50n * K);
    assert.equal(await world.statusOf(deal), "settled");
    assert.equal((await world.position(deal)).returned, 40n * K);
    await world.relay("payOut", [deal, [hexOf(lenderA)]]);
    await conserved(deal, [lenderA]);
  });

  test("a larger credit note stays; a shortfall is due from a seller with recourse", async () => {
    const { lenderA } = world.people;
    const deal = await funded();
    await steps.credit(deal, 50n * K);
    await steps.finish(deal, 90n * K);
    assert.equal((await world.position(deal)).diluted, 50n * K);

    // Lent on to the last unit: nothing is held back for the charge.
    const full = await world.makeDeal({ advanceBps: 10_000 });
    await world.fund(full, lenderA, 100n * K);
    await world.release(full, 60n * K);
    await world.travel(10 * DAY);
    const receipt = await steps.finish(full, 60n * K);
    const owed = await world.call("owedAt", full, await world.now());
    const due = owed.fee + owed.charge + owed.principal - 60n * K;
    assert.ok(due > 0n);
    const [last] = steps.told(receipt).slice(-1);
    assert.deepEqual([last?.name, last?.args.amount], ["RecourseDue", due]);
  });

  test("it can be lodged, waits its window, and is used without signatures", async () => {
    const deal = await funded();
    const notBefore = (await world.now()) + DAY;
    const attestation = await steps.lodge(deal, 70n * K, { isFinal: true, notBefore });
    const part = { ...attestation, isFinal: false };
    await world.travelTo(notBefore);
    await refuses(world.relay("release", [deal, part, []]), "QuorumMissing");
    await world.relay("release", [deal, attestation, []]);
    assert.equal((await world.position(deal)).diluted, 30n * K);
  });

  test("it obeys what an ordinary one obeys: signatures, quorum, pause, dispute", async () => {
    const { buyer, stranger, warehouse } = world.people;
    const deal = await funded();
    const attestation = await world.makeAttestation(70n * K, { isFinal: true });
    const words = await world.approve(deal, attestation, [warehouse]);
    await refuses(world.relay("release", [deal, attestation, []]), "QuorumMissing");
    const foreign = await world.approve(deal, attestation, [stranger]);
    await refuses(world.relay("release", [deal, attestation, foreign]), "NotEligible");
    const part = { ...attestation, isFinal: false };
    await refuses(world.relay("release", [deal, part, words]), "NotAuthorised");
    await world.act(world.guardian, world.receivables, "pauseRelease", [true]);
    await refuses(world.relay("release", [deal, attestation, words]), "Paused");
    await world.act(world.guardian, world.receivables, "pauseRelease", [false]);
    await steps.dispute(deal, buyer, K);
    await refuses(world.relay("release", [deal, attestation, words]), "Disputed");
  });
});

describe("after deliverBy", () => {
  test("escrow returns in the next second, not in the last", async () => {
    const deal = await funded();
    await steps.opensAfter(deal.offer.deliverBy, {
      name: "closeRelease",
      args: [deal, [hexOf(world.people.lenderA)]],
      error: "TooEarly",
    });
    assert.equal(await world.statusOf(deal), "refunded");
  });

  test("a lodged attestation holds it to the end of the seventh day", async () => {
    const early = await funded();
    const late = await funded();
    const { deliverBy } = late.offer;
    await steps.lodge(early, 100n * K);
    await world.travelTo(early.offer.deliverBy - 100);
    const notBefore = deliverBy + 3 * DAY;
    await steps.lodge(late, 100n * K, { notBefore });
    await steps.opensAfter(early.offer.deliverBy + 7 * DAY, {
      ...{ name: "closeRelease", args: [early, []], error: "AttestationPending" },
    });
    await steps.opensAfter(notBefore + 7 * DAY, {
      ...{ name: "closeRelease", args: [late, []], error: "AttestationPending" },
    });
  });

  test("a pause that ended holds it to the end of the third day", async () => {
    const deal = await funded();
    const { deliverBy } = deal.offer;
    await world.act(world.guardian, world.receivables, "pauseRelease", [true]);
    await world.travelTo(deliverBy);
    await world.act(world.guardian, world.receivables, "pauseRelease", [false]);
    const resumed = Number((await world.call("pauses")).releaseResumedAt);
    await steps.opensAfter(resumed + 3 * DAY, {
      ...{ name: "closeRelease", args: [deal, []], error: "TooEarly" },
    });
  });

  test("a pause that goes on holds it to the end of the thirtieth day", async () => {
    const deal = await funded();
    await world.travelTo(deal.offer.deliverBy - DAY);
    await world.act(world.guardian, world.receivables, "pauseRelease", [true]);
    const since = await world.now();
    await world.travelTo(deal.offer.deliverBy + 1);
    await refuses(world.relay("closeRelease", [deal, []]), "TooEarly");
    await steps.opensAfter(since + 30 * DAY, {
      ...{ name: "closeRelease", args: [deal, []], error: "TooEarly" },
    });
  });

  test("an attestation lodged during a pause is used after it", async () => {
    const deal = await funded();
    await world.act(world.guardian, world.receivables, "pauseRelease", [true]);
    const attestation = await steps.lodge(deal, 100n * K);
    await world.travelTo(deal.offer.deliverBy + 5 * DAY);
    await refuses(world.relay("release", [deal, attestation, []]), "Paused");
    await world.act(world.guardian, world.receivables, "pauseRelease", [false]);
    const resumed = Number((await world.call("pauses")).releaseResumedAt);
    await world.travelTo(resumed + 7 * DAY);
    await refuses(world.relay("closeRelease", [deal, []]), "AttestationPending");
    await steps.sendAt(resumed + 7 * DAY + 1, "release", [deal, attestation, []]);
    assert.equal((await world.position(deal)).released, 80n * K);
  });

  test("a dispute that ran out holds it to the end of the third day, with an attestation of the seventh", async () => {
    const { buyer } = world.people;
    const idle = await funded();
    const attested = await funded();
    await world.travelTo(idle.offer.deliverBy - 10);
    const attestation = await steps.lodge(attested, 100n * K);
    const until = await steps.dispute(idle, buyer, 10n * K);
    const end = await steps.dispute(attested, buyer, 10n * K);
    await world.travelTo(until);
    await refuses(world.relay("closeRelease", [idle, []]), "Disputed");
    await world.travelTo(until + 1);
    await refuses(world.relay("closeRelease", [idle, []]), "TooEarly");
    await steps.opensAfter(until + 3 * DAY, {
      ...{ name: "closeRelease", args: [idle, []], error: "TooEarly" },
    });
    await world.travelTo(end + 7 * DAY);
    await refuses(world.relay("closeRelease", [attested, []]), "AttestationPending");
    const mark = await world.rpc("evm_snapshot");
    await steps.sendAt(end + 7 * DAY + 1, "closeRelease", [attested, []]);
    await world.rpc("evm_revert", mark);
    await world.relay("release", [attested, attestation, []]);
    assert.equal((await world.position(attested)).released, 72n * K);
  });

  test("a resolution starts the three days at its own second", async () => {
    const { buyer, seller } = world.people;
    const deal = await funded();
    await world.travelTo(deal.offer.deliverBy - 10);
    await steps.dispute(deal, buyer, 10n * K);
    await steps.resolve(deal, 0n, [buyer, seller]);
    const until = await steps.untilOf(deal);
    assert.ok(until < deal.offer.deliverBy);
    await steps.opensAfter(until + 3 * DAY, {
      ...{ name: "closeRelease", args: [deal, []], error: "TooEarly" },
    });
  });

  test("nothing holds it longer than sixty days: not pause after pause, not both sides", async () => {
    const { buyer, seller } = world.people;
    const deal = await funded();
    const { deliverBy } = deal.offer;
    await world.travelTo(deliverBy - 10);
    await steps.lodge(deal, 100n * K);
    await steps.dispute(deal, buyer, K);
    const until = await steps.untilOf(deal);
    await world.travelTo(until);
    await steps.dispute(deal, seller, K);
    for (const days of [24, 30, 36, 42, 48, 54, 60]) {
      await world.travelTo(deliverBy + days * DAY - 1000);
      await world.act(world.guardian, world.receivables, "pauseRelease", [true]);
      await world.act(world.guardian, world.receivables, "pauseRelease", [false]);
    }
    await steps.opensAfter(deliverBy + 60 * DAY, {
      ...{ name: "closeRelease", args: [deal, []], error: "TooEarly" },
    });
    assert.equal(await world.statusOf(deal), "refunded");
  });
});
