import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Deal, Offer } from "../../src/core/typed-data/deal";
import { type Mandate, mandateHash } from "../../src/core/typed-data/mandate";
import type { Hex } from "../../src/core/typed-data/typed-data";
import { DAY, freshHash, hexOf, UNIT } from "./ground";
import { keptWorld } from "./kept-world";
import { K } from "./life-steps";
import { type MarketSteps, openMarket } from "./market-steps";
import { refuses } from "./refuses";
import { makeWorld, type World } from "./world";

let steps: MarketSteps;
const world = keptWorld(makeWorld, async () => {
  steps = await openMarket(world);
});

describe("a standing mandate", () => {
  test("signed once, filled by a stranger: the lender gets the notes and is repaid; Market keeps nothing", async () => {
    const { lenderA, stranger } = world.people;
    const [deal, mandate] = [
      await world.makeDeal(),
      await steps.makeMandate({ perReceivableLimit: 80n * K }),
    ];
    const start = await world.balance(lenderA);
    const receipt = await steps.fill(deal, mandate, 80n * K, { by: stranger });
    assert.equal(start - (await world.balance(lenderA)), 80n * K);
    assert.equal(await world.units(deal, lenderA), 80n * K);
    assert.equal(await world.units(deal, stranger), 0n);
    const hash = mandateHash(mandate);
    const event = receipt.logs.map((log) => steps.face.parseLog(log)).find(Boolean);
    const { receivable } = deal.terms;
    assert.equal(event?.name, "MandateFilled");
    assert.deepEqual(
      [...(event?.args ?? [])],
      [hash, receivable, lenderA.address, world.coin.target, 80n * K, 80n * K, 80n * K],
    );
    await steps.nothingStays();
    await world.release(deal, 100n * K);
    await world.settle(deal, 100n * K, [lenderA]);
    assert.ok((await world.balance(lenderA)) >= start);
    assert.equal(await steps.view("filled", hash, world.coin.target), 80n * K);
    assert.equal(await steps.view("filledFor", hash, receivable), 80n * K);
    assert.equal(await steps.view("receivables"), world.receivables.target);
  });

  test("its hash and what is signed are those of the TypeScript builder", async () => {
    const others = { sellers: [hexOf(world.people.seller)], matcher: hexOf(world.people.relayer) };
    const mandate = await steps.makeMandate({
      ...others,
      warehouses: [freshHash().slice(0, 42) as Hex],
    });
    assert.equal(await steps.view("hashOf", mandate), mandateHash(mandate));
    assert.notEqual(mandateHash(mandate), mandateHash({ ...mandate, salt: freshHash() }));
  });

  test("a mandate filled with one-unit tickets: the minimum refuses them, and without one the limits still hold", async () => {
    const deal = await world.makeDeal();
    const mandate = await steps.makeMandate({ minTicket: 10n * K });
    assert.equal(await steps.refusedField(steps.fill(deal, mandate, 1n)), "minTicket");
    assert.equal(await steps.refusedField(steps.fill(deal, mandate, 10n * K - 1n)), "minTicket");
    await steps.fill(deal, mandate, 10n * K);
    const tiny = await steps.makeMandate({ minTicket: 1n, perReceivableLimit: 5n });
    for (let i = 0; i < 5; i++) await steps.fill(deal, tiny, 1n);
    await refuses(steps.fill(deal, tiny, 1n), "AboveLimit");
    assert.equal(await steps.view("filled", mandateHash(tiny), world.coin.target), 5n);
  });

  test("what is left below the minimum ticket is no room", async () => {
    const [deal, other] = [await world.makeDeal(), await world.makeDeal()];
    const mandate = await steps.makeMandate({ minTicket: 40n * K, perReceivableLimit: 70n * K });
    const room = (of: Deal) => steps.view("room", mandate, world.coin.target, of.terms.receivable);
    assert.equal(await room(deal), 70n * K);
    await steps.fill(deal, mandate, 40n * K);
    assert.equal(await room(deal), 0n);
    assert.equal(await room(other), 70n * K);
    await world.travelTo(mandate.expiry + 1);
    assert.equal(await room(other), 0n);
  });

  test("limits are cumulative: a refund gives nothing back", async () => {
    const deal = await world.makeDeal({ minimum: 80n * K });
    const mandate = await steps.makeMandate({ cumulativeLimit: 60n * K });
    await steps.fill(deal, mandate, 60n * K);
    await world.travel(6 * DAY);
    await world.relay("closeFunding", [deal, [mandate.lender]]);
    assert.equal(await world.statusOf(deal), "refunded");
    await refuses(steps.fill(await world.makeDeal(), mandate, K), "AboveLimit");
  });
});

/** A change of the offer or mandate that just fits, and the smallest one that does not. */
type Edge = {
  readonly field: keyof Mandate;
  readonly fits: { offer?: Partial<Offer>; mandate?: Partial<Mandate> };
  readonly fails: { offer?: Partial<Offer>; mandate?: Partial<Mandate> };
};

const account = (n: number): Hex => `0x${n.toString(16).padStart(40, "0")}`;

describe("each field refuses when it is broken by one", () => {
  const edges: (people: World["people"]) => Edge[] = ({ seller, buyer, warehouse, carrier }) => [
    {
      field: "coins",
      fits: { mandate: { coins: [account(1), world.coin.target as Hex] } },
      fails: { mandate: { coins: [] } },
    },
    ...[["sellers", seller] as const, ["buyers", buyer] as const].map(([field, who]) => ({
      field,
      fits: { mandate: { [field]: [account(1), hexOf(who)] } },
      fails: { mandate: { [field]: [account(1)] } },
    })),
    {
      field: "warehouses",
      fits: { mandate: { warehouses: [hexOf(warehouse), hexOf(carrier)] } },
      fails: { mandate: { warehouses: [hexOf(carrier)] } },
    },
    {
      field: "minRateBps",
      fits: { offer: { rateBps: 1000, lateRateBps: 1000 } },
      fails: { offer: { rateBps: 999 } },
    },
    {
      field: "minRateBps",
      fits: { offer: { lateRateBps: 1000 } },
      fails: { offer: { lateRateBps: 999 } },
    },
    {
      field: "maxAdvanceBps",
      fits: { offer: { advanceBps: 8000 } },
      fails: { offer: { advanceBps: 8001 } },
    },
    {
      field: "maxGraceDays",
      fits: { offer: { graceDays: 15, noticeDays: 0 } },
      fails: { offer: { graceDays: 6, noticeDays: 10 } },
    },
    {
      field: "needsRecourse",
      fits: { offer: { recourse: false }, mandate: { needsRecourse: false } },
      fails: { offer: { recourse: false } },
    },
    {
      field: "minTicket",
      fits: { mandate: { minTicket: 20n * K } },
      fails: { mandate: { minTicket: 20n * K + 1n } },
    },
  ];

  test("coins, parties, rates, advance, grace, recourse, ticket", async () => {
    for (const { field, fits, fails } of edges(world.people)) {
      const refused = await world.makeDeal(fails.offer);
      const mandate = await steps.makeMandate(fails.mandate);
      assert.equal(await steps.refusedField(steps.fill(refused, mandate, 20n * K)), field);
      const taken = await world.makeDeal(fits.offer);
      await steps.fill(taken, await steps.makeMandate(fits.mandate), 20n * K);
      assert.equal(await world.units(taken, world.people.lenderA), 20n * K, field);
    }
  });

  test("an attester outside the list could confirm alone, so it is refused", async () => {
    const { warehouse, carrier } = world.people;
    const deal = await world.makeDeal({}, {}, [hexOf(warehouse), hexOf(carrier)]);
    const narrow = await steps.makeMandate({ warehouses: [hexOf(warehouse)] });
    assert.equal(await steps.refusedField(steps.fill(deal, narrow, 20n * K)), "warehouses");
    const wide = await steps.makeMandate({ warehouses: [hexOf(warehouse), hexOf(carrier)] });
    await steps.fill(deal, wide, 20n * K);
  });

  test("the per receivable and the cumulative limit, by one unit", async () => {
    const [deal, other] = [await world.makeDeal(), await world.makeDeal()];
    const mandate = await steps.makeMandate({
      perReceivableLimit: 30n * K,
      cumulativeLimit: 50n * K,
    });
    await refuses(steps.fill(deal, mandate, 30n * K + 1n), "AboveLimit");
    await steps.fill(deal, mandate, 29n * K);
    await steps.fill(deal, mandate, 1n * K);
    await refuses(steps.fill(deal, mandate, K), "AboveLimit");
    await refuses(steps.fill(other, mandate, 20n * K + 1n), "AboveLimit");
    await steps.fill(other, mandate, 20n * K);
    await refuses(steps.fill(await world.makeDeal(), mandate, K), "AboveLimit");
  });

  test("tenor: days from now to the due time, a begun day counts; by one second", async () => {
    const moment = (await world.now()) + 2 * DAY;
    const make = async (dueAt: number, deliverBy: number): Promise<Deal> =>
      world.makeDeal({ fundBy: moment + 10, deliverBy, rateOverride: true, feeBps: 0 }, { dueAt });
    const mandate = await steps.makeMandate({ maxTenorDays: 30 });
    const end = moment + 30 * DAY;
    const attempt = async (at: number, deal: Deal) =>
      steps.refusedField(steps.sendAt(at, "fill", await steps.fillArgs(deal, mandate, 10n * K)));
    const [late, long] = [await make(end + 1, end), await make(end + 1, end + 2)];
    const [due, soon] = [await make(moment + 4, moment + 10), await make(moment + 6, moment + 10)];
    assert.equal(await attempt(moment, late), "maxTenorDays");
    assert.equal(await attempt(moment + 1, long), "maxTenorDays");
    assert.equal(await attempt(moment + 2, late), "none");
    assert.equal(await attempt(moment + 3, long), "none");
    assert.equal(await attempt(moment + 4, due), "maxTenorDays");
    assert.equal(await attempt(moment + 5, soon), "none");
  });

  test("expiry, to the second", async () => {
    const [deal, other] = [await world.makeDeal(), await world.makeDeal()];
    const mandate = await steps.makeMandate({ expiry: (await world.now()) + 1000 });
    await steps.sendAt(mandate.expiry, "fill", await steps.fillArgs(deal, mandate, 10n * K));
    await refuses(
      steps.sendAt(mandate.expiry + 1, "fill", await steps.fillArgs(other, mandate, 10n * K)),
      "TooLate",
    );
  });

  test("a deal with another coin; limits are kept for each coin apart", async () => {
    const { lenderA } = world.people;
    const [registration] = [
      await world.makeRegistration([world.makeLot({}, (await world.now()) + 60 * DAY)]),
    ];
    const dollars = { ...registration, coin: world.otherCoin.target as Hex };
    const receipt = await world.relay("register", await world.registerArgs(dollars));
    const registeredAt = Number((await world.provider.getBlock(receipt.blockNumber))?.timestamp);
    const [lot] = dollars.lots;
    assert.ok(lot);
    const { seller, warehouse, coin } = dollars;
    const terms = { ...lot, seller, warehouse, coin };
    const offer = await world.makeOffer();
    const deal: Deal = { terms, registeredAt, offer, attesters: [warehouse] };
    await steps.allow(lenderA, 1000n * UNIT, world.otherCoin);
    const one = await steps.makeMandate({ minTicket: 1n });
    assert.equal(await steps.refusedField(steps.fill(deal, one, UNIT)), "coins");
    const coins = [world.coin.target as Hex, coin];
    const both = await steps.makeMandate({ coins, minTicket: 1n, cumulativeLimit: 100n * UNIT });
    await steps.fill(await world.makeDeal(), both, 100n * UNIT);
    await steps.fill(deal, both, 100n * UNIT);
    assert.equal(await steps.view("filled", mandateHash(both), coin), 100n * UNIT);
    assert.equal(await steps.view("room", both, coin, freshHash()), 0n);
    assert.equal(await world.units(deal, lenderA), 100n * UNIT);
  });
});
