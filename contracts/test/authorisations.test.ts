import assert from "node:assert/strict";
import { test } from "node:test";
import { saleHash, saleNonce } from "../../src/core/receivable/note-sale";
import {
  buyBackNonce,
  dealHash,
  fundingNonce,
  paymentNonce,
  recourseNonce,
} from "../../src/core/receivable/terms";
import type { Deal } from "../../src/core/typed-data/deal";
import type { Hex } from "../../src/core/typed-data/typed-data";
import { DAY, freshHash, hexOf } from "./ground";
import { keptWorld } from "./kept-world";
import { K, lifeSteps } from "./life-steps";
import { noteSteps } from "./note-steps";
import { refuses } from "./refuses";
import { makeWorld } from "./world";

const world = keptWorld(makeWorld);

const { released } = lifeSteps(world);
const { makeSale, signSale } = noteSteps(world);

test("every coin nonce is what the contract says it is", async () => {
  const { lenderA } = world.people;
  const deal = await world.makeDeal();
  const [id, salt] = [deal.terms.receivable, freshHash()];
  const part = { payer: hexOf(lenderA), amount: 5n, salt };
  const words = [part.payer, part.amount, salt] as const;
  const sale = await makeSale(deal, lenderA);
  const hash = saleHash(deal.terms.coin, sale);
  assert.equal(await world.call("saleHash", deal.terms.coin, sale), hash);
  assert.equal(await world.call("dealHash", deal), dealHash(deal));
  const nonces: Record<string, [Hex, Hex]> = {
    fundingNonce: [dealHash(deal), fundingNonce(dealHash(deal), part)],
    paymentNonce: [id, paymentNonce(id, part)],
    buyBackNonce: [id, buyBackNonce(id, part)],
    recourseNonce: [id, recourseNonce(id, part)],
    saleNonce: [hash, saleNonce(hash, part)],
  };
  for (const [name, [first, nonce]] of Object.entries(nonces))
    assert.equal(await world.call(name, first, ...words), nonce, name);
  assert.equal(new Set(Object.values(nonces).map(([, nonce]) => nonce)).size, 5);
});

/** A lot whose id is a hash that somebody's money is bound to. */
const named = async (hash: Hex): Promise<Deal> => {
  const lot = world.makeLot({ receivable: hash }, (await world.now()) + 60 * DAY);
  const { deals } = await world.registerLots([lot], world.people.otherSeller);
  assert.ok(deals[0]);
  return deals[0];
};

test("a lender's money for a deal cannot be had by a lot that is named like it", async () => {
  const { lenderA } = world.people;
  let deal = await world.makeDeal();
  while (BigInt(dealHash(deal)) & 1n) deal = await world.makeDeal();
  const [, word, payment] = await world.fundArgs(deal, lenderA, 10n * K);
  const trap = await named(dealHash(deal));
  await refuses(world.relay("settle", [trap, payment, []]), "InvalidSignature");
  await world.relay("fund", [deal, word, payment]);
});

test("a buyer's money for notes cannot be had by a lot that is named like the sale", async () => {
  const { lenderA, lenderB } = world.people;
  const { deal } = await released();
  let sale = await makeSale(deal, lenderA);
  while (BigInt(saleHash(deal.terms.coin, sale)) & 1n) sale = await makeSale(deal, lenderA);
  const hash = saleHash(deal.terms.coin, sale);
  const nonce = (salt: Hex) => saleNonce(hash, { payer: hexOf(lenderB), amount: sale.price, salt });
  const payment = await world.payment(lenderB, sale.price, nonce);
  const trap = await named(hash);
  await refuses(world.relay("settle", [trap, payment, []]), "InvalidSignature");
  await world.relay("buyNotes", [deal, sale, await signSale(deal, sale, lenderA), payment]);
});

test("a buyer's authorisation taken to another receivable is refused", async () => {
  const { deal } = await released();
  const { deal: other } = await released();
  const [, payment] = await world.settleArgs(deal, 10n * K, []);
  await refuses(world.relay("settle", [other, payment, []]), "InvalidSignature");
  await refuses(world.relay("settle", [deal, { ...payment, amount: K }, []]), "InvalidSignature");
  await world.relay("settle", [deal, payment, []]);
  await refuses(world.relay("settle", [deal, payment, []]), "AuthorizationSpent");
});

test("a seller's buy-back and a payment of its buyer are not each other's", async () => {
  const { seller } = world.people;
  const { deal } = await released();
  const [, back] = await world.buyBackArgs(deal, 90n * K, []);
  await refuses(world.relay("settle", [deal, back, []]), "InvalidSignature");
  const [, payment] = await world.settleArgs(deal, 90n * K, [], seller);
  await refuses(world.relay("buyBack", [deal, payment, []]), "InvalidSignature");
});
