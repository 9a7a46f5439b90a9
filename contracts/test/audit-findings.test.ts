import assert from "node:assert/strict";
import { test } from "node:test";
import type { Wallet } from "ethers";
import { noteId } from "../../src/core/receivable/terms";
import { offerTypedData } from "../../src/core/typed-data/receivables";
import type { Hex } from "../../src/core/typed-data/typed-data";
import { DAY, hexOf } from "./ground";
import { keptWorld } from "./kept-world";
import { chargeOf, K, lifeSteps } from "./life-steps";
import { noteSteps } from "./note-steps";
import { refuses } from "./refuses";
import { LATE, NO_SIGNATURE, servicingSteps } from "./servicing-steps";
import { makeWorld } from "./world";

const world = keptWorld(makeWorld, () => steps.startAtNoon());

const { released, gain, conserved } = lifeSteps(world);
const steps = servicingSteps(world);
const notes = noteSteps(world);
const by = (who: Wallet, name: string, ...args: unknown[]) =>
  world.act(who, world.receivables, name, args);
const NOTHING = { salt: `0x${"00".repeat(32)}`, validAfter: 0, validBefore: 0 };
const unsigned = (payer: string, amount: bigint) => ({
  ...{ payer, amount, ...NOTHING, signature: NO_SIGNATURE },
});

test("open refresh (Huma V1): nothing a stranger can call brings an unapproved receivable further", async () => {
  const { stranger, lenderA } = world.people;
  const deal = await world.makeDeal();
  await world.travel(100 * DAY);
  for (const name of ["closeFunding", "closeRelease", "declareDefault"])
    await refuses(by(stranger, name, deal, []), "WrongStatus");
  await refuses(by(stranger, "closeDispute", deal), "WrongStatus");
  await refuses(by(stranger, "payOut", deal, [lenderA.address]), "WrongStatus");
  await by(stranger, "sweep", deal, []);
  assert.equal(await world.statusOf(deal), "registered");
});

test("status not checked: nothing counts as paid without money, and what is paid cannot be funded", async () => {
  const { seller, stranger, lenderA } = world.people;
  const deal = await world.makeDeal();
  await refuses(
    by(stranger, "settle", deal, unsigned(stranger.address, K), []),
    "ERC20InsufficientAllowance",
  );
  await refuses(by(seller, "settle", deal, unsigned(stranger.address, K), []), "NotAuthorised");
  await refuses(by(seller, "settle", deal, unsigned(seller.address, 0n), []), "InvalidAmount");
  assert.equal((await world.position(deal)).collected, 0n);
  await world.settle(deal, 100n * K);
  await refuses(world.fund(deal, lenderA, 1n), "AboveCap");
});

test("allowance: nobody moves, sells or redirects what is another's", async () => {
  const { lenderA, stranger } = world.people;
  const { deal } = await released();
  await refuses(notes.move(deal, lenderA, stranger, K, stranger), "ERC1155MissingApprovalForAll");
  await world.settle(deal, 100n * K);
  const start = await world.balance(stranger);
  await by(stranger, "payOut", deal, [lenderA.address]);
  assert.equal(await world.balance(stranger), start);
  const coin = world.coin.target;
  const redirect = [coin, lenderA.address, stranger.address, LATE, NO_SIGNATURE];
  await refuses(by(stranger, "claimTo", ...redirect), "NotAuthorised");
});

test("rounding in time: a charge taken at odd moments is the charge taken at once", async () => {
  const { lenderA, lenderB } = world.people;
  const { deal, at } = await released();
  for (const hours of [7, 31, 1, 90, 23, 200]) {
    await world.travel(hours * 3600 + 17);
    await world.settle(deal, 1n, [lenderA]);
  }
  await world.settle(deal, 100n * K - 6n, [lenderA, lenderB]);
  assert.equal((await world.position(deal)).chargePaid, chargeOf(80n * K, at, await world.now()));
  await conserved(deal, [lenderA, lenderB]);
});

test("debtor power: a buyer can hold up a release for ten days, and nothing after it", async () => {
  const { buyer } = world.people;
  const { deal } = await released();
  await refuses(by(buyer, "cancel", deal, LATE, NO_SIGNATURE), "WrongStatus");
  await refuses(steps.dispute(deal, buyer, 100n * K), "WrongStatus");
  const [, diluted, documentHash] = await steps.creditArgs(deal, K);
  const own = [deal, diluted, documentHash, LATE, NO_SIGNATURE, []];
  await refuses(by(buyer, "dilute", ...own), "NotAuthorised");
  assert.equal(await world.statusOf(deal), "released");
});

test("partial payment: buying back costs what is still owed, and leaves nothing behind", async () => {
  const { lenderA, lenderB } = world.people;
  const { deal } = await released();
  await world.travel(10 * DAY);
  await world.settle(deal, 50n * K, [lenderA, lenderB]);
  const owed = await world.call("owedAt", deal, await world.now());
  assert.deepEqual([owed.fee, owed.charge], [0n, 0n]);
  const args = await world.buyBackArgs(deal, owed.principal, [lenderA, lenderB]);
  await world.relay("buyBack", args);
  assert.equal(await world.statusOf(deal), "boughtBack");
  await conserved(deal, [lenderA, lenderB]);
});

test("retroactive terms: nothing that is set later reaches a receivable that is funded", async () => {
  const { lenderA, lenderB } = world.people;
  const { deal, at } = await released();
  await by(world.admin, "setCoin", world.coin.target, false);
  await by(world.guardian, "pauseFunding", true);
  for (const change of [{ feeBps: 0 }, { rateBps: 3000 }, { recourse: false }]) {
    const other = { ...deal, offer: { ...deal.offer, ...change } };
    await refuses(world.relay("sweep", [other, []]), "WrongDeal");
    await refuses(world.relay("payOut", [other, []]), "WrongDeal");
  }
  await world.travel(20 * DAY);
  await world.settle(deal, 100n * K, [lenderA, lenderB]);
  assert.equal((await world.position(deal)).chargePaid, chargeOf(80n * K, at, await world.now()));
});

test("queue griefing: there is no queue; strangers, repeats and empty lists change nothing", async () => {
  const { lenderA, lenderB, stranger, seller } = world.people;
  const { deal } = await released();
  await notes.move(deal, lenderA, lenderB, K);
  const crowd = Array.from({ length: 40 }, () => stranger);
  const odd = [...crowd, lenderA, lenderA, seller, lenderB, stranger, lenderA];
  const start = [await world.balance(lenderA), await world.balance(lenderB)] as const;
  await world.settle(deal, 100n * K, odd);
  assert.equal((await world.balance(lenderA)) - start[0], 49n * K);
  assert.equal((await world.balance(lenderB)) - start[1], 31n * K);
  await conserved(deal, [lenderA, lenderB]);
});

test("permission at payout: who lost the licence is repaid and gets no more; the receiver is checked, not the payer", async () => {
  const { lenderA, lenderB, stranger } = world.people;
  const { deal } = await released();
  await world.enter(lenderA, 5, 0);
  await refuses(notes.move(deal, lenderB, lenderA, K), "ERC7943CannotReceive");
  const fresh = await world.makeDeal();
  await world.act(lenderB, world.coin, "approve", [world.receivables.target, K]);
  const word = await world.signOffer(fresh);
  for (const receiver of [lenderA, stranger])
    await refuses(by(lenderB, "fundFor", fresh, word, receiver.address, K), "NotEligible");
  assert.equal(await gain(lenderA, () => world.settle(deal, 100n * K, [lenderA])), 50n * K);
});

test("transfer ban: every way a note can move has the same lock", async () => {
  const { lenderA, lenderB, stranger } = world.people;
  const { deal } = await released();
  const id = noteId(deal.terms.receivable);
  await refuses(notes.move(deal, lenderA, stranger, K), "ERC7943CannotReceive");
  const batch = [lenderA.address, stranger.address, [id], [K], "0x"];
  await refuses(by(lenderA, "safeBatchTransferFrom", ...batch), "ERC7943CannotReceive");
  await by(lenderA, "setApprovalForAll", lenderB.address, true);
  await refuses(notes.move(deal, lenderA, stranger, K, lenderB), "ERC7943CannotReceive");
  const sale = await notes.makeSale(deal, lenderA);
  await refuses(notes.buy(deal, sale, lenderA, stranger), "ERC7943CannotReceive");
});

test("calendar: the end of a year and a leap day are days like others", async () => {
  const { lenderA } = world.people;
  for (const noon of ["2027-12-31T04:00:00Z", "2028-02-28T04:00:00Z"]) {
    await world.travelTo(Date.parse(noon) / 1000);
    const deal = await world.makeDeal();
    await world.fund(deal, lenderA, 80n * K);
    await world.release(deal, 100n * K);
    await world.travelTo(Date.parse(noon) / 1000 + 2 * DAY);
    await world.settle(deal, 100n * K, [lenderA]);
    const twoDays = (80n * K * 2n * 1200n) / (10_000n * 365n);
    assert.equal((await world.position(deal)).chargePaid, twoDays);
  }
});

test("griefing by gift: notes, coins and payments given to somebody take nothing from anybody", async () => {
  const { lenderA, lenderB, lenderC, stranger } = world.people;
  const { deal } = await released();
  await world.travel(10 * DAY);
  await world.settle(deal, 40n * K);
  const due = await notes.due(deal, lenderA);
  await notes.move(deal, lenderB, lenderA, 1n);
  await world.pay(stranger, String(world.receivables.target), 5n);
  await world.pay(stranger, await world.accountOf(deal), 1n);
  await world.settle(deal, 1n, [], stranger);
  assert.ok((await notes.due(deal, lenderA)) >= due);
  await notes.move(deal, lenderA, lenderC, 1n);
  await world.relay("sweep", [deal, []]);
  assert.equal(
    (await gain(lenderA, () => world.relay("payOut", [deal, [lenderA.address]]))) >= due,
    true,
  );
});

test("borrowing base: what may be lent falls with every credit and payment, and the title cannot leave", async () => {
  const { lenderA, lenderB, seller } = world.people;
  const deal = await world.makeDeal();
  const move = [seller.address, lenderA.address, BigInt(deal.terms.receivable), 1n, "0x"];
  await refuses(by(seller, "safeTransferFrom", ...move), "TitleNotTransferable");
  await steps.credit(deal, 20n * K);
  await world.settle(deal, 30n * K);
  await refuses(world.fund(deal, lenderA, 40n * K + 1n), "AboveCap");
  await world.fund(deal, lenderA, 39n * K);
  await steps.credit(deal, 21n * K);
  await refuses(world.fund(deal, lenderB, 200n * 1_000_000n + 1n), "AboveCap");
});

test("self-declared truth: a seller can confirm neither delivery nor payment", async () => {
  const { seller, lenderA } = world.people;
  const deal = await world.makeDeal({}, {}, [hexOf(world.people.seller)]);
  await world.fund(deal, lenderA, 80n * K);
  await refuses(world.release(deal, 100n * K, [seller]), "NotEligible");
  await refuses(
    by(seller, "settle", deal, unsigned(seller.address, 100n * K), []),
    "ERC20InsufficientAllowance",
  );
});

test("blocklist: neither a blocked lender nor a blocked seller stops the buyer's last payment", async () => {
  const { lenderA, lenderB, seller } = world.people;
  const { deal, at } = await released();
  for (const who of [lenderA, seller])
    await world.act(world.compliance, world.coin, "blacklist", [who.address]);
  await world.travel(10 * DAY);
  const got = await gain(lenderB, () => world.settle(deal, 100n * K, [lenderA, lenderB]));
  const total = 80n * K + chargeOf(80n * K, at, await world.now());
  assert.equal(got, (total * 3n) / 8n);
  assert.equal(await world.claimOf(lenderA), (total * 5n) / 8n);
  assert.equal(await world.statusOf(deal), "settled");
  await conserved(deal, [lenderA, lenderB]);
});

test("rounding direction: fractions go against who receives, and the sum is never more than there is", async () => {
  const { lenderA, lenderB } = world.people;
  const deal = await world.makeDeal({ minimum: 1n }, { amountDue: 1001n });
  await world.fund(deal, lenderA, 267n);
  await world.fund(deal, lenderB, 533n);
  await world.release(deal, 1001n);
  const start = [await world.balance(lenderA), await world.balance(lenderB)] as const;
  for (const piece of [1n, 2n, 1n, 3n]) await world.settle(deal, piece, [lenderA, lenderB]);
  assert.equal((await world.balance(lenderA)) - start[0], (7n * 267n) / 800n);
  assert.equal((await world.balance(lenderB)) - start[1], (7n * 533n) / 800n);
  await conserved(deal, [lenderA, lenderB]);
});

test("first depositor: a note is a unit of principal, whatever lies in the contract", async () => {
  const { lenderA, lenderB, stranger } = world.people;
  await world.pay(stranger, String(world.receivables.target), 50n * K);
  const deal = await world.makeDeal({ minimum: 1n });
  await world.fund(deal, lenderA, 1n);
  await world.pay(stranger, String(world.receivables.target), 50n * K);
  await world.fund(deal, lenderB, 80n * K - 1n);
  assert.deepEqual(
    [await world.units(deal, lenderA), await world.units(deal, lenderB)],
    [1n, 80n * K - 1n],
  );
});

test("loss timing: a default is declared once, in a pause too, and nobody comes in after it", async () => {
  const { lenderA, lenderC } = world.people;
  const { deal } = await released();
  await by(world.guardian, "pauseRelease", true);
  await by(world.guardian, "pauseFunding", true);
  const sale = await notes.makeSale(deal, lenderA, { expiry: LATE });
  await world.travel(80 * DAY);
  await world.relay("declareDefault", [deal, []]);
  await refuses(world.relay("declareDefault", [deal, []]), "WrongStatus");
  await by(world.guardian, "pauseFunding", false);
  await refuses(world.fund(deal, lenderC, K), "WrongStatus");
  await world.settle(deal, K);
  await refuses(notes.buy(deal, sale, lenderA, lenderC), "SaleOutdated");
});

test("permit and domain: a word for another contract, or carried by another, is no word here", async () => {
  const { lenderA, stranger } = world.people;
  const deal = await world.makeDeal();
  const [, , payment] = await world.fundArgs(deal, lenderA, K);
  const elsewhere = {
    ...world.domain,
    verifyingContract: world.addresses.ReceivablesServicing as Hex,
  };
  const foreign = await world.signTyped(world.people.seller, offerTypedData(elsewhere, deal));
  await refuses(world.relay("fund", [deal, foreign, payment]), "NotAuthorised");
  const { payer, amount, salt, validAfter, validBefore, signature } = payment;
  const core = String(world.receivables.target);
  const name = "receiveWithAuthorization(address,address,uint256,uint256,uint256,bytes32,bytes)";
  const args = [payer, core, amount, validAfter, validBefore, salt, signature];
  await assert.rejects(world.act(stranger, world.coin, name, args));
  await world.relay("fund", [deal, await world.signOffer(deal), payment]);
});

test("restriction standard and sanctions: a frozen account moves, funds and claims nothing, by no way", async () => {
  const { lenderA, lenderB, buyer } = world.people;
  const { deal } = await released();
  await by(lenderA, "setApprovalForAll", lenderB.address, true);
  await world.settle(deal, 101n * K, [lenderB]);
  await steps.freeze(lenderA);
  await steps.freeze(buyer);
  await refuses(notes.move(deal, lenderA, lenderB, K), "ERC7943CannotSend");
  await refuses(notes.move(deal, lenderA, lenderB, K, lenderB), "ERC7943CannotSend");
  const fresh = await world.makeDeal();
  await refuses(world.fund(fresh, lenderA, K), "NotEligible");
  await world.relay("payOut", [deal, [lenderA.address]]);
  assert.equal(await world.claimOf(lenderA), 50n * K);
  const { target } = world.coin;
  for (const who of [lenderA, buyer]) {
    await refuses(world.relay("claim", [target, who.address]), "NotEligible");
    const elsewhere = [target, who.address, lenderB.address, LATE, NO_SIGNATURE];
    await refuses(by(who, "claimTo", ...elsewhere), "NotEligible");
  }
});

test("NFT approval: an operator of the old owner has no power over the new one's notes", async () => {
  const { lenderA, lenderB, stranger } = world.people;
  const { deal } = await released();
  await by(lenderA, "setApprovalForAll", stranger.address, true);
  await notes.move(deal, lenderA, lenderB, 50n * K);
  await refuses(notes.move(deal, lenderB, lenderA, K, stranger), "ERC1155MissingApprovalForAll");
  await notes.move(deal, lenderB, lenderA, K);
});
