import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Wallet } from "ethers";
import { DAY, hexOf, UNIT } from "./ground";
import { keptWorld } from "./kept-world";
import { chargeOf, K, lifeSteps } from "./life-steps";
import { refuses } from "./refuses";
import { LATE, NO_SIGNATURE, servicingSteps } from "./servicing-steps";
import { makeWorld } from "./world";

const world = keptWorld(makeWorld, () => steps.startAtNoon());

const { released, gain, conserved } = lifeSteps(world);
const steps = servicingSteps(world);

const FEE = (80n * K * 50n) / 10_000n;
/** Fee and charge owed now on 80,000 released at `at`, beside the principal. */
const costOf = async (at: number) => {
  const charge = chargeOf(80n * K, at, await world.now());
  return charge === 0n ? 0n : FEE + charge;
};

describe("a credit note before release", () => {
  test("is the seller's alone, lowers the cap and returns escrow", async () => {
    const { lenderA, seller, stranger } = world.people;
    const deal = await world.makeDeal();
    await world.fund(deal, lenderA, 80n * K);
    const [, diluted, documentHash, expiry, , none] = await steps.creditArgs(deal, 10n * K);
    const unsigned = [deal, diluted, documentHash, expiry, NO_SIGNATURE, none];
    await refuses(world.act(stranger, world.receivables, "dilute", unsigned), "NotAuthorised");
    await world.act(seller, world.receivables, "dilute", unsigned);
    assert.equal((await world.position(deal)).returned, 8n * K);
    await refuses(steps.credit(deal, 10n * K), "InvalidDilution");
    await world.release(deal, 100n * K);
    assert.equal((await world.position(deal)).released, 72n * K);
    await steps.credit(deal, 20n * K);
    await world.settle(deal, 80n * K, [lenderA]);
    assert.equal(await world.statusOf(deal), "settled");
    await world.settle(deal, K);
    assert.equal(await world.claimOf(world.people.buyer), K);
    await conserved(deal, [lenderA]);
  });

  test("ends what the buyer has not paid, never what it has", async () => {
    const deal = await world.makeDeal();
    await world.settle(deal, 60n * K);
    await refuses(steps.credit(deal, 40n * K + 1n), "InvalidDilution");
    await steps.credit(deal, 40n * K);
    await world.settle(deal, 1n);
    assert.equal(await world.claimOf(world.people.buyer), 1n);
  });

  test("takes nothing off what the buyer has paid in full", async () => {
    const deal = await world.makeDeal();
    await world.fund(deal, world.people.lenderA, 80n * K);
    await world.settle(deal, 100n * K);
    assert.equal(await world.statusOf(deal), "refunded");
    await refuses(steps.credit(deal, 1n), "InvalidDilution");
  });

  test("of everything while funding sends the lenders' money home", async () => {
    const { lenderA } = world.people;
    const deal = await world.makeDeal();
    await world.fund(deal, lenderA, 50n * K);
    await steps.credit(deal, 100n * K);
    assert.equal(await world.statusOf(deal), "refunded");
    assert.equal(
      await gain(lenderA, () => world.relay("payOut", [deal, [hexOf(lenderA)]])),
      50n * K,
    );
  });

  test("counts to the last second of its signature", async () => {
    const { seller } = world.people;
    const deal = await world.makeDeal();
    const expiry = (await world.now()) + 50;
    const args = [deal, K, `0x${"01".repeat(32)}`, expiry, NO_SIGNATURE, []];
    await world.travelTo(expiry + 1);
    await refuses(world.act(seller, world.receivables, "dilute", args), "TooLate");
  });
});

describe("a credit note after release", () => {
  test("is the seller's up to the hold-back, to the unit", async () => {
    const { deal, at } = await released();
    await world.travelTo(at + 30 * DAY);
    const hold = 20n * K - (await costOf(at));
    await refuses(steps.credit(deal, hold + 1n), "ConsentMissing");
    await steps.credit(deal, hold);
    assert.equal(await steps.recourseDue(deal), 0n);
  });

  test("beyond it needs holders of more than half the units", async () => {
    const { lenderA, lenderB, lenderC } = world.people;
    const { deal } = await released();
    const id = BigInt(deal.terms.receivable) | 1n;
    const move = (from: Wallet, to: Wallet, units: bigint) =>
      world.act(from, world.receivables, "safeTransferFrom", [
        ...[from.address, to.address, id, units, "0x"],
      ]);
    await move(lenderA, lenderC, 10n * K);
    // A and C hold exactly half each way round: A 40,000, B 30,000, C 10,000.
    await refuses(steps.credit(deal, 30n * K, [lenderA]), "ConsentMissing");
    await refuses(steps.credit(deal, 30n * K, [lenderB, lenderC]), "ConsentMissing");
    await move(lenderB, lenderC, 1n);
    await refuses(steps.credit(deal, 30n * K, [lenderB, lenderC]), "ConsentMissing");
    await move(lenderA, lenderC, 1n);
    await steps.credit(deal, 30n * K, [lenderB, lenderC]);
    assert.equal((await world.position(deal)).diluted, 30n * K);
  });

  test("counts nobody twice, nobody frozen, and no word for another credit", async () => {
    const { lenderA, lenderB, stranger } = world.people;
    const { deal } = await released();
    const args = await steps.creditArgs(deal, 30n * K, [lenderA]);
    const [, , documentHash, , word, consents] = args;
    const twice = [deal, 30n * K, documentHash, LATE, word, [...consents, ...consents]];
    await refuses(world.relay("dilute", twice), "NotAscending");
    const other = [deal, 30n * K + 1n, documentHash, LATE, word, consents];
    await refuses(world.relay("dilute", other), "NotAuthorised");
    await refuses(steps.credit(deal, 30n * K, [stranger]), "ConsentMissing");
    await steps.freeze(lenderB);
    await refuses(steps.credit(deal, 30n * K, [lenderB]), "NotEligible");
    await steps.freeze(lenderB, false);
    // The majority cannot be made by freezing it away: B's 30,000 of 80,000 stay a minority.
    await steps.freeze(lenderA);
    await refuses(steps.credit(deal, 30n * K, [lenderB]), "ConsentMissing");
    await steps.freeze(lenderA, false);
    await world.relay("dilute", args);
  });

  test("never lowers what the buyer has paid already, whoever agrees", async () => {
    const { lenderA, lenderB } = world.people;
    const { deal } = await released();
    await world.settle(deal, 50n * K);
    await refuses(steps.credit(deal, 50n * K + 1n, [lenderA, lenderB]), "InvalidDilution");
    await steps.credit(deal, 50n * K, [lenderA, lenderB]);
  });

  test("leaves lenders what is theirs: principal and charge stay owed", async () => {
    const { lenderA, lenderB } = world.people;
    const { deal, at } = await released();
    await world.travelTo(at + 30 * DAY);
    await steps.credit(deal, 60n * K, [lenderA, lenderB]);
    const owed = await world.call("owedAt", deal, await world.now());
    assert.equal(owed.principal, 80n * K);
    assert.equal(owed.charge, chargeOf(80n * K, at, await world.now()));
    await world.settle(deal, 40n * K, [lenderA, lenderB]);
    assert.equal(await world.statusOf(deal), "released");
    await conserved(deal, [lenderA, lenderB]);
  });
});

describe("a shortfall", () => {
  test("with recourse is due from the seller at once, and grows with the charge", async () => {
    const { lenderA, lenderB, seller } = world.people;
    const { deal, at } = await released();
    await world.travelTo(at + 30 * DAY);
    const receipt = await steps.credit(deal, 30n * K, [lenderA, lenderB]);
    const due = 10n * K + (await costOf(at));
    const events = steps.told(receipt);
    assert.deepEqual(
      events.map(({ name }) => name),
      ["Diluted", "RecourseDue"],
    );
    assert.deepEqual([...(events[1]?.args ?? [])].slice(1), [seller.address, due]);
    assert.equal(await steps.recourseDue(deal), due);
    await world.travel(DAY);
    assert.equal(await steps.recourseDue(deal), 10n * K + (await costOf(at)));
  });

  test("can be paid alone: the buyer's money then still settles everything", async () => {
    const { lenderA, lenderB, buyer, stranger } = world.people;
    const { deal, at } = await released();
    await world.travelTo(at + 30 * DAY);
    await steps.credit(deal, 30n * K, [lenderA, lenderB]);
    const due = await steps.recourseDue(deal);
    await refuses(steps.payRecourse(deal, due + 1n), "AboveRecourse");
    const [, payment] = await steps.recourseArgs(deal, due);
    const foreign = { ...payment, payer: stranger.address };
    await refuses(world.relay("payRecourse", [deal, foreign, []]), "NotAuthorised");
    await refuses(world.relay("settle", [deal, payment, []]), "InvalidSignature");
    await steps.payRecourse(deal, due / 3n, [lenderA]);
    assert.equal(await steps.recourseDue(deal), due - due / 3n);
    const receipt = await steps.payRecourse(deal, due - due / 3n, [lenderA, lenderB]);
    assert.ok(steps.told(receipt).some(({ name }) => name === "Collected"));
    assert.equal(await steps.recourseDue(deal), 0n);
    assert.equal((await world.position(deal)).collected, 0n);
    assert.equal((await world.position(deal)).principalRepaid, 10n * K);
    await world.settle(deal, 70n * K, [lenderA, lenderB]);
    assert.equal(await world.statusOf(deal), "settled");
    await world.settle(deal, 5n);
    assert.equal(await world.claimOf(buyer), 5n);
    assert.equal((await world.position(deal)).chargePaid, chargeOf(80n * K, at, await world.now()));
    await conserved(deal, [lenderA, lenderB]);
  });

  test("without recourse is nobody's to pay; in default it is the lenders' loss", async () => {
    const { lenderA, lenderB } = world.people;
    const { deal } = await released({ recourse: false });
    const receipt = await steps.credit(deal, 30n * K, [lenderA, lenderB]);
    assert.deepEqual(
      steps.told(receipt).map(({ name }) => name),
      ["Diluted"],
    );
    assert.equal(await steps.recourseDue(deal), 0n);
    await refuses(steps.payRecourse(deal, 1n), "AboveRecourse");
    await world.settle(deal, 70n * K, [lenderA, lenderB]);
    await world.travel(80 * DAY);
    const told = steps.told(await world.relay("declareDefault", [deal, []]));
    assert.deepEqual(
      told.map(({ name }) => name),
      ["Defaulted"],
    );
    assert.equal(told[0]?.args.outstanding, 10n * K);
    assert.equal(await steps.recourseDue(deal), 0n);
    await conserved(deal, [lenderA, lenderB]);
  });

  test("there is none before a release, at the exact end of the hold-back, and after the end", async () => {
    const { deal, at } = await released();
    assert.equal(await steps.recourseDue(await world.makeDeal()), 0n);
    await steps.credit(deal, 20n * K);
    assert.equal(await steps.recourseDue(deal), 0n);
    await world.travelTo(at + 30 * DAY);
    assert.equal(await steps.recourseDue(deal), await costOf(at));
    await world.settle(deal, 90n * K);
    assert.equal(await steps.recourseDue(deal), 0n);
    await refuses(steps.payRecourse(deal, 1n), "WrongStatus");
  });
});

describe("after the life of a receivable", () => {
  test("in default a credit needs the lenders too, and with recourse everything is due", async () => {
    const { lenderA, lenderB, seller } = world.people;
    const { deal } = await released();
    await world.travel(80 * DAY);
    const told = steps.told(await world.relay("declareDefault", [deal, []]));
    const owed = await world.call("owedAt", deal, await world.now());
    const sum: bigint = owed.fee + owed.late + owed.charge + owed.principal;
    assert.deepEqual([...(told[1]?.args ?? [])].slice(1), [seller.address, sum]);
    await refuses(steps.credit(deal, 30n * K), "ConsentMissing");
    await steps.credit(deal, 30n * K, [lenderA, lenderB]);
    const due = await steps.recourseDue(deal);
    assert.equal(due, sum);
    await steps.payRecourse(deal, due, [lenderA, lenderB]);
    assert.equal(await world.statusOf(deal), "settled");
    assert.equal(await gain(seller, () => world.settle(deal, 75n * K)), 70n * K);
    assert.equal(await world.claimOf(world.people.buyer), 5n * K);
    await conserved(deal, [lenderA, lenderB]);
  });

  test("none after settlement; bought back or refunded it is between seller and buyer", async () => {
    const { lenderA, lenderB, seller, buyer } = world.people;
    const { deal: paid } = await released();
    await world.settle(paid, 100n * K - UNIT, [lenderA, lenderB]);
    assert.equal(await world.statusOf(paid), "settled");
    await refuses(steps.credit(paid, 1n, [lenderA, lenderB]), "WrongStatus");

    const { deal: back } = await released();
    await world.relay("buyBack", await world.buyBackArgs(back, 80n * K, [lenderA, lenderB]));
    await steps.credit(back, 30n * K);
    assert.equal(await gain(seller, () => world.settle(back, 71n * K)), 70n * K);
    assert.equal(await world.claimOf(buyer), K);
    await refuses(steps.credit(back, 30n * K + 1n), "InvalidDilution");

    const refunded = await world.makeDeal();
    await world.fund(refunded, lenderA, 30n * K);
    await world.travel(6 * DAY);
    await world.relay("closeFunding", [refunded, [lenderA.address]]);
    await steps.credit(refunded, 100n * K);
    await world.settle(refunded, 7n);
    assert.equal(await world.claimOf(buyer), K + 7n);
    await conserved(back, [lenderA, lenderB]);
  });
});
