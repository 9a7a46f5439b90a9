import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { type OrderLeaf, orderProof, ordersRoot } from "../../src/core/order-root/order-root";
import type { Deal } from "../../src/core/typed-data/deal";
import type { Hex } from "../../src/core/typed-data/typed-data";
import { DAY, freshHash, hexOf } from "./ground";
import { keptWorld } from "./kept-world";
import { K, lifeSteps } from "./life-steps";
import { refuses } from "./refuses";
import { LATE, NO_SIGNATURE, servicingSteps } from "./servicing-steps";
import { makeWorld } from "./world";

const world = keptWorld(makeWorld, () => steps.startAtNoon());

const { gain, conserved } = lifeSteps(world);
const steps = servicingSteps(world);

/** Orders of one receivable, the shared one somewhere among others. */
type Basket = { readonly orders: readonly OrderLeaf[]; readonly at: number };
const SHARED = freshHash();
const basket = (count: number, at: number, contentHash: Hex = freshHash()): Basket => ({
  at,
  orders: Array.from({ length: count }, (_, index) =>
    index === at ? { orderKey: SHARED, contentHash } : freshOrder(),
  ),
});
const freshOrder = (): OrderLeaf => ({ orderKey: freshHash(), contentHash: freshHash() });
const proofOf = ({ orders, at }: Basket) => ({
  contentHash: orders[at]?.contentHash,
  siblings: orderProof(orders, at),
});

type Placed = { readonly deal: Deal; readonly goods: Basket };
const place = async (goods: Basket, change = {}): Promise<Placed> => ({
  deal: await world.makeDeal(change, { ordersRoot: ordersRoot(goods.orders) }),
  goods,
});
const proveArgs = (one: Placed, other: Placed) => [
  ...[one.deal, other.deal, SHARED, proofOf(one.goods), proofOf(other.goods)],
];
const prove = (one: Placed, other: Placed) =>
  world.act(world.people.stranger, world.receivables, "proveDuplicate", proveArgs(one, other));
const isDuplicate = async ({ deal }: Placed): Promise<boolean> =>
  (await steps.standing(deal)).isDuplicate;
const fund = (placed: Placed, amount = 80n * K, lender = world.people.lenderA) =>
  world.fund(placed.deal, lender, amount);

describe("which of two comes second", () => {
  test("the one funded later, whichever was registered first and however they are named", async () => {
    const old = await place(basket(4, 1));
    const young = await place(basket(3, 2));
    await fund(young);
    await fund(old);
    await prove(old, young);
    assert.deepEqual([await isDuplicate(old), await isDuplicate(young)], [true, false]);
    await refuses(prove(young, old), "WrongStatus");
  });

  test("never funded is later than any funded, also when it was registered first", async () => {
    const old = await place(basket(2, 0));
    const young = await place(basket(2, 1));
    await fund(young, K);
    await prove(young, old);
    assert.deepEqual([await isDuplicate(old), await isDuplicate(young)], [true, false]);
    await refuses(prove(old, young), "DuplicateOrder");
    await refuses(fund(old), "DuplicateOrder");
    await fund(young, K, world.people.lenderB);
  });

  test("of two that nobody funded the one registered later", async () => {
    const first = await place(basket(5, 4));
    await world.travel(5);
    const second = await place(basket(1, 0));
    await prove(second, first);
    assert.deepEqual([await isDuplicate(first), await isDuplicate(second)], [false, true]);
    await refuses(fund(second), "DuplicateOrder");
    await fund(first);
  });

  test("of two registered in one second the larger id", async () => {
    const [goods, others] = [basket(2, 0), basket(2, 0)];
    const dueAt = (await world.now()) + 60 * DAY;
    const lots = [goods, others].map(({ orders }) =>
      world.makeLot({ ordersRoot: ordersRoot(orders) }, dueAt),
    );
    const { deals } = await world.registerLots(lots);
    const placed = deals.map(
      (deal, index): Placed => ({
        deal,
        goods: index ? others : goods,
      }),
    );
    const [small, large] = placed.sort((one, other) =>
      BigInt(one.deal.terms.receivable) < BigInt(other.deal.terms.receivable) ? -1 : 1,
    );
    assert.ok(small && large);
    await prove(small, large);
    assert.deepEqual([await isDuplicate(small), await isDuplicate(large)], [false, true]);
  });

  test("of two first funded in one second the one registered later", async () => {
    const { relayer, lenderA, lenderB } = world.people;
    const old = await place(basket(2, 0));
    await world.travel(5);
    const young = await place(basket(2, 0));
    const calls = [
      await world.fundArgs(young.deal, lenderA, K),
      await world.fundArgs(old.deal, lenderB, K),
    ];
    await world.rpc("evm_setAutomine", false);
    const nonce = await relayer.getNonce();
    const sent = [];
    for (const [index, args] of calls.entries())
      sent.push(
        await world.receivables
          .getFunction("fund")
          .send(...args, { gasLimit: 2_000_000n, nonce: nonce + index }),
      );
    await world.rpc("evm_mine");
    await world.rpc("evm_setAutomine", true);
    for (const each of sent) assert.equal((await each.wait())?.status, 1);
    const [at, other] = [await world.position(old.deal), await world.position(young.deal)];
    assert.equal(at.fundedAt, other.fundedAt);
    await prove(young, old);
    assert.deepEqual([await isDuplicate(old), await isDuplicate(young)], [false, true]);
  });
});

describe("what is a proof", () => {
  test("the same key with other content counts; another key, root or path does not", async () => {
    const one = await place(basket(7, 3));
    const other = await place(basket(6, 5));
    const [first, second, key, inOne, inOther] = proveArgs(one, other);
    const attempt = (...args: unknown[]) => world.relay("proveDuplicate", args);
    await refuses(attempt(first, second, freshHash(), inOne, inOther), "OrderNotInLot");
    await refuses(attempt(first, second, key, inOther, inOne), "OrderNotInLot");
    const bent = { ...proofOf(one.goods), contentHash: freshHash() };
    await refuses(attempt(first, second, key, bent, inOther), "OrderNotInLot");
    const short = { ...proofOf(one.goods), siblings: [] };
    await refuses(attempt(first, second, key, short, inOther), "OrderNotInLot");
    const turned = { ...proofOf(other.goods) };
    const backwards = { ...turned, siblings: [...turned.siblings].reverse() };
    await refuses(attempt(first, second, key, inOne, backwards), "OrderNotInLot");
    await attempt(first, second, key, inOne, inOther);
  });

  test("a receivable is no duplicate of itself, and the deals must be the committed ones", async () => {
    const one = await place(basket(3, 1));
    const other = await place(basket(3, 1));
    await refuses(prove(one, one), "NoDuplicate");
    const forged = { ...one.deal, registeredAt: one.deal.registeredAt - 1 };
    await refuses(prove({ ...one, deal: forged }, other), "WrongDeal");
    const { terms } = other.deal;
    const renamed = {
      ...other.deal,
      terms: { ...terms, ordersRoot: ordersRoot(one.goods.orders) },
    };
    await refuses(prove(one, { deal: renamed, goods: one.goods }), "WrongDeal");
  });

  test("an inner node of a tree cannot stand for an order", async () => {
    const one = await place(basket(1, 0));
    const pair = await place(basket(2, 0));
    const [left, right] = pair.goods.orders;
    assert.ok(left && right);
    const [leaf] = orderProof(pair.goods.orders, 1);
    const [sibling] = orderProof(pair.goods.orders, 0);
    const inner = { contentHash: sibling, siblings: [] };
    const args = [one.deal, pair.deal, leaf, proofOf(one.goods), inner];
    await refuses(world.relay("proveDuplicate", args), "OrderNotInLot");
  });
});

describe("what is no ground", () => {
  test("a receivable that was cancelled", async () => {
    const first = await place(basket(2, 0));
    await world.travel(5);
    const second = await place(basket(2, 1));
    const { seller } = world.people;
    await world.act(seller, world.receivables, "cancel", [first.deal, LATE, NO_SIGNATURE]);
    await refuses(prove(first, second), "NoDuplicate");
    await fund(second);
    await refuses(prove(first, second), "WrongStatus");
  });

  test("one that was refunded without a release", async () => {
    const first = await place(basket(2, 0));
    const second = await place(basket(2, 1));
    await fund(first, 30n * K);
    await fund(second, 50n * K);
    await world.travel(6 * DAY);
    await world.relay("closeFunding", [first.deal, []]);
    await refuses(prove(first, second), "NoDuplicate");
    await world.relay("closeFunding", [second.deal, []]);
    await world.release(second.deal, 100n * K);
  });

  test("a proof that lost its ground ends with a new registration", async () => {
    const { seller } = world.people;
    const goods = basket(2, 1);
    const first = await place(basket(2, 0));
    await fund(first, 30n * K);
    const second = await place(goods);
    await prove(first, second);
    await world.act(seller, world.receivables, "cancel", [second.deal, LATE, NO_SIGNATURE]);
    await world.travel(6 * DAY);
    await world.relay("closeFunding", [first.deal, []]);
    const { receivable, buyer, amountDue, ordersRoot: root, documentHash } = second.deal.terms;
    const dueAt = (await world.now()) + 60 * DAY;
    const lot = { receivable, buyer, amountDue, dueAt, ordersRoot: root, documentHash };
    const [bare] = (await world.registerLots([lot])).deals;
    assert.ok(bare);
    const attesters = [hexOf(world.people.warehouse)];
    const again = { deal: { ...bare, offer: await world.makeOffer(), attesters }, goods };
    assert.equal(await isDuplicate(again), false);
    await refuses(prove(first, again), "NoDuplicate");
    await fund(again);
  });
});

describe("what follows for the second", () => {
  const pair = async (change = {}): Promise<[Placed, Placed]> => {
    const first = await place(basket(3, 0));
    await fund(first, 40n * K);
    const second = await place(basket(4, 2), change);
    return [first, second];
  };

  test("while funding and when funded all escrow returns at once", async () => {
    const { lenderA, lenderB } = world.people;
    const all: Deal[] = [];
    for (const amount of [50n * K, 80n * K]) {
      const [first, second] = await pair();
      all.push(first.deal, second.deal);
      await fund(second, amount, lenderB);
      const receipt = await prove(first, second);
      assert.deepEqual(
        steps.told(receipt).map(({ name }) => name),
        ["DuplicateProven", "TransferSingle", "Returned"],
      );
      assert.equal(await world.statusOf(second.deal), "refunded");
      const names = [second.deal, [hexOf(lenderB)]];
      assert.equal(await gain(lenderB, () => world.relay("payOut", names)), amount);
      await refuses(world.release(second.deal, 100n * K), "WrongStatus");
      assert.equal(await world.statusOf(first.deal), "funding");
      await conserved(all, [lenderA, lenderB]);
      await world.travel(5);
    }
  });

  test("after release unspent escrow returns and all that is owed is due, recourse or not", async () => {
    const { lenderB, seller } = world.people;
    const [first, second] = await pair({ recourse: false });
    await fund(second, 80n * K, lenderB);
    await world.release(second.deal, 50n * K);
    const receipt = await prove(first, second);
    const due = 40n * K;
    const [proven, returned, recourse] = steps.told(receipt);
    assert.deepEqual(
      [proven?.name, returned?.name, recourse?.name],
      ["DuplicateProven", "Returned", "RecourseDue"],
    );
    assert.deepEqual([...(recourse?.args ?? [])].slice(1), [seller.address, due]);
    assert.equal((await world.position(second.deal)).returned, 40n * K);
    await refuses(world.release(second.deal, 90n * K), "DuplicateOrder");
    await world.travel(20 * DAY);
    const owed = await world.call("owedAt", second.deal, await world.now());
    const sum: bigint = owed.fee + owed.charge + owed.principal;
    assert.equal(await steps.recourseDue(second.deal), sum);
    await world.relay("buyBack", await world.buyBackArgs(second.deal, sum, [lenderB]));
    assert.equal(await world.statusOf(second.deal), "boughtBack");
    await conserved([first.deal, second.deal], [lenderB]);
  });

  test("money that waits in its collection account is taken first", async () => {
    const { lenderB, buyer } = world.people;
    const [first, second] = await pair();
    await fund(second, 80n * K, lenderB);
    await world.release(second.deal, 100n * K);
    await world.pay(buyer, await world.accountOf(second.deal), 30n * K);
    const receipt = await prove(first, second);
    assert.equal(steps.told(receipt).at(-1)?.args.amount, 50n * K);
    await refuses(prove(first, second), "DuplicateOrder");
    const [ground, paid] = await pair();
    await fund(paid, 80n * K, lenderB);
    await world.release(paid.deal, 100n * K);
    await world.pay(buyer, await world.accountOf(paid.deal), 100n * K);
    await refuses(prove(ground, paid), "WrongStatus");
  });

  test("in default the same is due; what is closed stays as it is", async () => {
    const { lenderA, lenderB } = world.people;
    const [first, second] = await pair({ recourse: false });
    await fund(second, 80n * K, lenderB);
    await world.release(second.deal, 100n * K);
    await world.travel(80 * DAY);
    await world.relay("declareDefault", [second.deal, []]);
    assert.equal(await steps.recourseDue(second.deal), 0n);
    await prove(first, second);
    const owed = await world.call("owedAt", second.deal, await world.now());
    const sum: bigint = owed.fee + owed.late + owed.charge + owed.principal;
    assert.equal(await steps.recourseDue(second.deal), sum);
    await steps.payRecourse(second.deal, sum, [lenderB]);
    assert.equal(await world.statusOf(second.deal), "settled");
    await conserved([first.deal, second.deal], [lenderA, lenderB]);
    const [ground, bought] = await pair();
    await fund(bought, 80n * K, lenderB);
    await world.release(bought.deal, 100n * K);
    await world.relay("buyBack", await world.buyBackArgs(bought.deal, 80n * K, [lenderB]));
    await refuses(prove(ground, bought), "WrongStatus");
  });

  test("an open dispute does not keep the lenders from their money", async () => {
    const { buyer, lenderB } = world.people;
    const [first, second] = await pair();
    await fund(second, 80n * K, lenderB);
    await steps.dispute(second.deal, buyer, 50n * K);
    await prove(first, second);
    assert.equal(await world.statusOf(second.deal), "refunded");
    assert.equal((await world.position(second.deal)).returned, 80n * K);
  });

  test("one that was settled or bought back is still a ground", async () => {
    const { lenderA, lenderB } = world.people;
    for (const end of ["settled", "boughtBack"]) {
      const [first, second] = await pair();
      await fund(first, 40n * K);
      await fund(second, 80n * K, lenderB);
      await world.release(first.deal, 100n * K);
      if (end === "settled") await world.settle(first.deal, 100n * K, [lenderA]);
      else await world.relay("buyBack", await world.buyBackArgs(first.deal, 80n * K, [lenderA]));
      assert.equal(await world.statusOf(first.deal), end);
      await prove(second, first);
      assert.deepEqual([await isDuplicate(first), await isDuplicate(second)], [false, true]);
    }
  });
});
