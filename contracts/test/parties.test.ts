import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import type { Deal } from "../../src/core/typed-data/deal";
import {
  attestationVoidTypedData,
  creditNoteTypedData,
  offerFloorTypedData,
} from "../../src/core/typed-data/receivables";
import { K, lifeSteps } from "./life-steps";
import { DAY, hexOf, makeWorld, refuses, rewinding, type World } from "./world";

let world: World;
let marks: ReturnType<typeof rewinding>;
before(async () => {
  world = await makeWorld();
  marks = rewinding(world);
});
beforeEach(() => marks.keep());
afterEach(() => marks.rewind());
after(() => world.connection.close());

const { released, gain, conserved } = lifeSteps(() => world);

describe("who may lend, sell and confirm", () => {
  test("no licence, an expired one, one that ends before delivery, a frozen account: refused", async () => {
    const { lenderA, stranger } = world.people;
    const deal = await world.makeDeal();
    await refuses(world.fund(deal, stranger, K), "NotEligible");
    await world.enter(lenderA, 5, 2, 1, deal.offer.deliverBy - 1);
    await refuses(world.fund(deal, lenderA, K), "NotEligible");
    await world.enter(lenderA, 5, 2, 1, deal.offer.deliverBy);
    await world.fund(deal, lenderA, K);
    await world.act(world.compliance, world.participants, "setFrozen", [
      lenderA.address,
      true,
      `0x${"ab".repeat(32)}`,
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
    await refuses(world.enter(buyer, 3, 4), "SignersDecide");
    await world.enter(buyer, 40, 4);
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
