import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { TypedDataEncoder } from "ethers";
import { saleHash } from "../../src/core/receivable/note-sale";
import { noteSaleRevocationTypedData, noteSaleTypedData } from "../../src/core/typed-data/notes";
import type { Hex } from "../../src/core/typed-data/typed-data";
import { DAY, freshHash, hexOf } from "./ground";
import { keptWorld } from "./kept-world";
import { K, lifeSteps } from "./life-steps";
import { eventsOf, noteSteps } from "./note-steps";
import { refuses } from "./refuses";
import { makeWorld } from "./world";

const world = keptWorld(makeWorld);

const { released, gain, conserved } = lifeSteps(world);
const steps = noteSteps(world);
const { as, exactly, note, move, freeze, bar, due, distributed, makeSale, signSale, buyArgs, buy } =
  steps;

const NONE = { salt: `0x${"00".repeat(32)}`, validAfter: 0, validBefore: 0, signature: "0x" };

describe("notes sold against payment", () => {
  test("change hands with the price in one transaction, both sides settled first", async () => {
    const { lenderA, lenderB, lenderC } = world.people;
    const { deal } = await released();
    await world.settle(deal, 40n * K);
    const sale = await makeSale(deal, lenderA, { units: 50n * K, price: 21n * K });
    const [dueA, dueB] = [await due(deal, lenderA), await due(deal, lenderB)];
    const paid = await world.balance(lenderC);
    let names: string[] = [];
    const got = await gain(lenderA, async () => {
      const receipt = await buy(deal, sale, lenderA, lenderC);
      const events = eventsOf(receipt, world.receivables.interface);
      names = events.map(({ name }) => name);
      const { args } = events.at(-1) ?? {};
      assert.deepEqual(
        [...(args ?? [])],
        [sale.receivable, lenderA.address, lenderC.address, sale.units, sale.price, false],
      );
    });
    assert.deepEqual(names, ["TransferSingle", "NotesSold"]);
    assert.equal(got, sale.price);
    assert.equal(paid - (await world.balance(lenderC)), sale.price);
    assert.equal(await world.units(deal, lenderC), 50n * K);
    assert.deepEqual([await due(deal, lenderA), await due(deal, lenderC)], [dueA, 0n]);
    assert.equal(await due(deal, lenderB), dueB);
    await world.travel(DAY);
    await world.settle(deal, 60n * K, [lenderA, lenderB, lenderC]);
    await conserved(deal, [lenderA, lenderB, lenderC]);
  });

  test("by allowance, and with the holder itself carrying the buyer's payment in", async () => {
    const { lenderA, lenderB, lenderC } = world.people;
    const { deal } = await released();
    const first = await makeSale(deal, lenderA);
    const word = await signSale(deal, first, lenderA);
    const price = { payer: lenderC.address, amount: first.price, ...NONE };
    await refuses(world.relay("buyNotes", [deal, first, word, price]), "NotAuthorised");
    await world.act(lenderC, world.coin, "approve", [world.receivables.target, first.price]);
    await as(lenderC, "buyNotes", deal, first, word, price);
    const second = await makeSale(deal, lenderA, { lender: hexOf(lenderB) });
    const [, , , payment] = await buyArgs(deal, second, lenderA, lenderB);
    await refuses(world.relay("buyNotes", [deal, second, "0x", payment]), "NotAuthorised");
    await as(lenderA, "buyNotes", deal, second, "0x", payment);
    assert.equal(await world.units(deal, lenderA), 30n * K);
  });

  test("what is signed shows the coin, and any other figure is another sale", async () => {
    const { lenderA, lenderB, lenderC, stranger } = world.people;
    const { deal } = await released();
    const sale = await makeSale(deal, lenderA, { lender: hexOf(lenderB) });
    const data = noteSaleTypedData(world.domain, deal.terms.coin, sale);
    assert.deepEqual(Object.keys(data.message).slice(0, 2), ["receivable", "coin"]);
    const types = JSON.parse(JSON.stringify(data.types));
    const hash = TypedDataEncoder.from(types).hash(data.message);
    assert.equal(await world.call("saleHash", deal.terms.coin, sale), hash);
    assert.equal(saleHash(deal.terms.coin, sale), hash);
    const [, , word, payment] = await buyArgs(deal, sale, lenderA, lenderB);
    for (const change of [
      { units: sale.units + 1n },
      { lender: hexOf(stranger) === sale.lender ? sale.lender : `0x${"00".repeat(20)}` },
      { expiry: sale.expiry + 1 },
      { salt: freshHash() },
      { holder: hexOf(lenderC) },
    ]) {
      const other = { ...sale, ...change } as typeof sale;
      await refuses(world.relay("buyNotes", [deal, other, word, payment]), "NotAuthorised");
    }
    const { deal: elsewhere } = await released();
    await refuses(world.relay("buyNotes", [elsewhere, sale, word, payment]), "WrongDeal");
    const forged = await signSale(deal, sale, stranger);
    await refuses(world.relay("buyNotes", [deal, sale, forged, payment]), "NotAuthorised");
    await world.relay("buyNotes", [deal, sale, word, payment]);
  });

  test("to the named lender only, at exactly the price, never for nothing", async () => {
    const { lenderA, lenderB, lenderC, stranger } = world.people;
    const { deal } = await released();
    const mine = await makeSale(deal, lenderA, { lender: hexOf(lenderB) });
    await refuses(buy(deal, mine, lenderA, lenderC), "NotEligible");
    const [, , word, payment] = await buyArgs(deal, mine, lenderA, lenderB);
    for (const amount of [mine.price - 1n, mine.price + 1n, 0n])
      await refuses(
        world.relay("buyNotes", [deal, mine, word, { ...payment, amount }]),
        "InvalidAmount",
      );
    const free = await makeSale(deal, lenderA, { price: 0n });
    await refuses(buy(deal, free, lenderA, lenderB), "InvalidAmount");
    const empty = await makeSale(deal, lenderA, { units: 0n });
    await refuses(buy(deal, empty, lenderA, lenderB), "InvalidAmount");
    const open = await makeSale(deal, lenderA);
    await refuses(buy(deal, open, lenderA, stranger), "ERC7943CannotReceive");
  });

  test("a buyer's authorisation is bound to the sale and to the buyer", async () => {
    const { lenderA, lenderB } = world.people;
    const { deal } = await released();
    const one = await makeSale(deal, lenderA, { units: K, price: K });
    const two = await makeSale(deal, lenderA, { units: 1n, price: K });
    const [, , , payment] = await buyArgs(deal, one, lenderA, lenderB);
    const word = await signSale(deal, two, lenderA);
    await refuses(world.relay("buyNotes", [deal, two, word, payment]), "InvalidSignature");
    const [, , , other] = await buyArgs(deal, two, lenderA, world.people.lenderC);
    const swapped = { ...other, payer: lenderB.address };
    await refuses(world.relay("buyNotes", [deal, two, word, swapped]), "InvalidSignature");
  });

  test("until its expiry, to the second", async () => {
    const { lenderA, lenderB } = world.people;
    const { deal } = await released();
    const sale = await makeSale(deal, lenderA, { expiry: (await world.now()) + 1000 });
    const args = await buyArgs(deal, sale, lenderA, lenderB);
    const mark = await world.rpc("evm_snapshot");
    await exactly(sale.expiry, world.people.relayer, "buyNotes", ...args);
    await world.rpc("evm_revert", mark);
    const late = exactly(sale.expiry + 1, world.people.relayer, "buyNotes", ...args);
    await refuses(late, "TooLate");
  });

  test("are void after any distribution, also one that the sale itself sweeps in", async () => {
    const { lenderA, lenderB, buyer } = world.people;
    const { deal } = await released();
    const sale = await makeSale(deal, lenderA);
    await world.pay(buyer, await world.accountOf(deal), 10n * K);
    await refuses(buy(deal, sale, lenderA, lenderB), "SaleOutdated");
    await world.relay("sweep", [deal, []]);
    await refuses(buy(deal, sale, lenderA, lenderB), "SaleOutdated");
    const renewed = await makeSale(deal, lenderA);
    assert.equal(renewed.distributed, await distributed(deal));
    await buy(deal, renewed, lenderA, lenderB);
    const { deal: waiting } = await released();
    const early = await makeSale(waiting, lenderA, { distributed: 1n });
    await refuses(buy(waiting, early, lenderA, lenderB), "SaleOutdated");
  });

  test("are swept for first; money that is not the lenders' leaves the sale in force", async () => {
    const { lenderA, lenderB, buyer, seller } = world.people;
    const { deal } = await released();
    await world.settle(deal, 85n * K);
    const sale = await makeSale(deal, lenderA, { units: 1n, price: K });
    await world.pay(buyer, await world.accountOf(deal), K);
    const before = await world.balance(seller);
    await buy(deal, sale, lenderA, lenderB);
    assert.equal((await world.balance(seller)) - before, K);
    assert.equal(await world.balance(await world.accountOf(deal)), 0n);
  });

  test("once: a sale carried out or revoked is spent, and so is every sale with its salt", async () => {
    const { lenderA, lenderB, lenderC } = world.people;
    const { deal } = await released();
    const sale = await makeSale(deal, lenderA);
    const cheaper = { ...sale, price: K };
    await buy(deal, sale, lenderA, lenderB);
    assert.equal(await world.call("isSaleSpent", lenderA.address, sale.salt), true);
    assert.equal(await world.call("isSaleSpent", lenderB.address, sale.salt), false);
    await refuses(buy(deal, sale, lenderA, lenderC), "SaleSpent");
    await refuses(buy(deal, cheaper, lenderA, lenderC), "SaleSpent");
    await refuses(as(lenderA, "revokeSale", lenderA.address, sale.salt, "0x"), "SaleSpent");
    const [own, signed] = [await makeSale(deal, lenderA), await makeSale(deal, lenderA)];
    const receipt = await as(lenderA, "revokeSale", lenderA.address, own.salt, "0x");
    const [event] = eventsOf(receipt, world.receivables.interface);
    assert.deepEqual(
      [event?.name, ...(event?.args ?? [])],
      [...["SaleRevoked", lenderA.address, own.salt]],
    );
    const message = { holder: hexOf(lenderA), salt: signed.salt as Hex };
    const data = noteSaleRevocationTypedData(world.domain, message);
    const args = [lenderA.address, signed.salt] as const;
    const forged = await world.signTyped(lenderB, data);
    await refuses(world.relay("revokeSale", [...args, forged]), "NotAuthorised");
    await refuses(as(lenderB, "revokeSale", ...args, "0x"), "NotAuthorised");
    await world.relay("revokeSale", [...args, await world.signTyped(lenderA, data)]);
    for (const sold of [own, signed]) await refuses(buy(deal, sold, lenderA, lenderB), "SaleSpent");
  });

  test("only by and to those who may, and only units that may move", async () => {
    const { lenderA, lenderB, lenderC } = world.people;
    const { deal } = await released();
    const sale = await makeSale(deal, lenderA, { units: 31n * K });
    await bar(lenderA);
    await refuses(buy(deal, sale, lenderA, lenderC), "ERC7943CannotSend");
    await bar(lenderA, false);
    await world.enter(lenderC, 7, 2, 2, 1);
    await refuses(buy(deal, sale, lenderA, lenderC), "ERC7943CannotReceive");
    await freeze(deal, lenderA, 20n * K);
    await refuses(buy(deal, sale, lenderA, lenderB), "ERC7943InsufficientUnfrozenBalance");
    await freeze(deal, lenderA, 19n * K);
    await buy(deal, sale, lenderA, lenderB);
    await move(deal, lenderB, lenderA, K);
    const dear = await makeSale(deal, lenderA, { units: 21n * K });
    await refuses(buy(deal, dear, lenderA, lenderB), "ERC1155InsufficientBalance");
  });

  test("to a holder that cannot be paid: the price is its claim", async () => {
    const { lenderA, lenderB } = world.people;
    const { deal } = await released();
    await world.act(world.compliance, world.coin, "blacklist", [lenderA.address]);
    const sale = await makeSale(deal, lenderA);
    const receipt = await buy(deal, sale, lenderA, lenderB);
    const events = eventsOf(receipt, world.receivables.interface);
    assert.equal(events.at(-1)?.args.parked, true);
    assert.equal(await world.claimOf(lenderA), sale.price);
    assert.equal(await world.units(deal, lenderB), 40n * K);
    await conserved(deal, [lenderA, lenderB]);
  });

  test("a contract account sells by ERC-1271 and buys without being asked for a receipt", async () => {
    const { lenderA, lenderB } = world.people;
    const { deal } = await released();
    const { address, wallet, tell, call } = await steps.makeWallet();
    await move(deal, lenderA, { address }, 20n * K);
    const sale = await makeSale(deal, { address });
    const [, , , payment] = await buyArgs(deal, sale, lenderA, lenderB);
    const data = noteSaleTypedData(world.domain, deal.terms.coin, sale);
    const digest = TypedDataEncoder.hash(
      { ...data.domain },
      JSON.parse(JSON.stringify(data.types)),
      data.message,
    );
    await refuses(world.relay("buyNotes", [deal, sale, "0x1234", payment]), "NotAuthorised");
    await tell("sign", digest);
    await world.relay("buyNotes", [deal, sale, "0x1234", payment]);
    const back = await makeSale(deal, lenderB, { units: K, price: K });
    await call(world.coin, "approve", world.receivables.target, K);
    const price = { payer: address, amount: K, ...NONE };
    const word = await signSale(deal, back, lenderB);
    await call(world.receivables, "buyNotes", deal, back, word, price);
    assert.equal(await wallet.getFunction("received").staticCall(), 1n);
    assert.equal(await world.call("balanceOf", address, note(deal)), 11n * K);
  });
});
