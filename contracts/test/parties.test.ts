import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Offer } from "../../src/core/typed-data/deal";
import { offerFloorTypedData } from "../../src/core/typed-data/receivables";
import { DAY, hexOf } from "./ground";
import { keptWorld } from "./kept-world";
import { K, lifeSteps } from "./life-steps";
import { refuses } from "./refuses";
import { makeWorld } from "./world";

const world = keptWorld(makeWorld);

const { released, gain } = lifeSteps(world);

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

  test("an offer whose figures make no sense, or whose late rate is too dear, is refused", async () => {
    const { lenderA } = world.people;
    const deal = await world.makeDeal();
    const attempt = (change: Partial<Offer>) =>
      world.fund({ ...deal, offer: { ...deal.offer, ...change } }, lenderA, K);
    const senseless: Partial<Offer>[] = [
      ...[{ advanceBps: 0 }, { advanceBps: 10_001 }, { quorum: 0 }],
      ...[{ dayOffset: DAY }, { dayOffset: -DAY }, { deliverBy: deal.offer.fundBy - 1 }],
      { quorum: deal.attesters.length + 1 },
      { dayCount: 364 as 365 },
    ];
    for (const change of senseless) await refuses(attempt(change), "InvalidOffer");
    await refuses(attempt({ lateRateBps: 3075 }), "RateAboveCeiling");
    await attempt({ dayCount: 360, dayOffset: 1 - DAY, lateRateBps: 3000 });
  });

  test("an offer floor rises and never falls or repeats", async () => {
    const deal = await world.makeDeal();
    const raise = (sequence: number) =>
      world.act(world.people.seller, world.receivables, "raiseOfferFloor", [
        ...[deal, sequence, 2 ** 39, "0x"],
      ]);
    await raise(5);
    for (const sequence of [0, 5]) await refuses(raise(sequence), "OfferSuperseded");
    await raise(6);
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

  test("is of at least one lot, each of which is one, and not of the future", async () => {
    const lot = world.makeLot({}, (await world.now()) + 60 * DAY);
    const register = async (change: object) => {
      const registration = { ...(await world.makeRegistration([lot])), ...change };
      return world.relay("register", await world.registerArgs(registration));
    };
    await refuses(register({ lots: [] }), "EmptyBatch");
    await refuses(register({ issuedAt: (await world.now()) + 100 }), "TooEarly");
    const most = 2n ** 53n - 1n;
    const none = [{ receivable: `0x${"11".repeat(32)}` }, { buyer: `0x${"00".repeat(20)}` }];
    for (const change of [...none, { dueAt: 0 }, { amountDue: 0n }, { amountDue: most + 1n }])
      await refuses(register({ lots: [{ ...lot, ...change }] }), "InvalidLot");
    await register({ lots: [{ ...lot, amountDue: most }] });
  });

  test("a deal that nobody registered is none", async () => {
    const { deal } = await released();
    const unknown = { ...deal, terms: { ...deal.terms, receivable: `0x${"ee".repeat(32)}` } };
    await refuses(world.call("owedAt", unknown, 0), "WrongStatus");
  });

  test("another deal than the committed one is refused everywhere", async () => {
    const { deal } = await released();
    const changed = { ...deal, offer: { ...deal.offer, feeBps: 0 } };
    await refuses(world.settle(changed, K), "WrongDeal");
    await refuses(world.relay("sweep", [{ ...deal, attesters: [] }, []]), "WrongDeal");
    await refuses(world.relay("payOut", [{ ...deal, registeredAt: 1 }, []]), "WrongDeal");
  });
});
