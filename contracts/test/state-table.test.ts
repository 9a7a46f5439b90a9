import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Deal } from "../../src/core/typed-data/deal";
import { DAY, makeWorld, STATUS, UNIT, type World } from "./world";

const K = 1000n * UNIT;
type Status = (typeof STATUS)[number];

let world: World;
before(async () => {
  world = await makeWorld();
});
after(() => world.connection.close());

const NONE = { salt: `0x${"00".repeat(32)}`, validAfter: 0, validBefore: 0, signature: "0x" };

/** Brings a receivable into each state; all parties call directly, so nothing expires. */
const reach: Record<Status, () => Promise<Deal>> = {
  none: async () => {
    const deal = await world.makeDeal();
    const receivable = `0x${"ee".repeat(32)}` as const;
    return { ...deal, terms: { ...deal.terms, receivable } };
  },
  registered: () => world.makeDeal(),
  funding: async () => {
    const deal = await world.makeDeal();
    await world.fund(deal, world.people.lenderA, 40n * K);
    return deal;
  },
  funded: async () => {
    const deal = await world.makeDeal();
    await world.fund(deal, world.people.lenderA, 80n * K);
    return deal;
  },
  released: async () => {
    const deal = await reach.funded();
    await world.release(deal, 50n * K);
    return deal;
  },
  settled: async () => {
    const deal = await reach.funded();
    await world.release(deal, 100n * K);
    await world.settle(deal, 90n * K);
    return deal;
  },
  cancelled: async () => {
    const deal = await world.makeDeal();
    const { seller } = world.people;
    await world.act(seller, world.receivables, "cancel", [deal, 2 ** 39, "0x"]);
    return deal;
  },
  refunded: async () => {
    const deal = await reach.funded();
    await world.settle(deal, 100n * K);
    return deal;
  },
  boughtBack: async () => {
    const deal = await reach.released();
    await world.relay("buyBack", await world.buyBackArgs(deal, 50n * K, []));
    return deal;
  },
  defaulted: async () => {
    const deal = await reach.released();
    await world.travel(80 * DAY);
    await world.relay("declareDefault", [deal, []]);
    return deal;
  },
};

type Act = (deal: Deal) => Promise<unknown>;

const asSeller = (name: string, args: readonly unknown[]) =>
  world.act(world.people.seller, world.receivables, name, args);
const pay = async (deal: Deal) => {
  const { buyer } = world.people;
  await world.act(buyer, world.coin, "approve", [world.receivables.target, K]);
  return world.act(buyer, world.receivables, "settle", [
    deal,
    { payer: buyer.address, amount: K, ...NONE },
    [],
  ]);
};

/** Every act, in its simplest form that would succeed where the table allows it. `wait` passes its deadline first. */
const acts: Record<string, { wait?: number; run: Act }> = {
  register: {
    run: async (deal) => {
      await world.travel(5);
      const { receivable, buyer, amountDue, dueAt, ordersRoot, documentHash } = deal.terms;
      const lot = { receivable, buyer, amountDue, dueAt, ordersRoot, documentHash };
      return world.registerLots([lot]);
    },
  },
  raiseOfferFloor: { run: (deal) => asSeller("raiseOfferFloor", [deal, 9, 2 ** 39, "0x"]) },
  cancel: { run: (deal) => asSeller("cancel", [deal, 2 ** 39, "0x"]) },
  fund: { run: (deal) => world.fund(deal, world.people.lenderB, 10n * K) },
  closeFunding: { wait: 6 * DAY, run: (deal) => world.relay("closeFunding", [deal, []]) },
  lodge: {
    run: async (deal) => {
      const attestation = await world.makeAttestation(60n * K);
      const approvals = await world.approve(deal, attestation, [world.people.warehouse]);
      return world.relay("lodge", [deal, attestation, approvals]);
    },
  },
  voidAttestation: {
    run: (deal) => {
      const approval = { signer: world.people.warehouse.address, signature: "0x" };
      return world.act(world.people.warehouse, world.receivables, "voidAttestation", [
        ...[deal, 2 ** 30, 2 ** 39, approval],
      ]);
    },
  },
  release: { run: (deal) => world.release(deal, 60n * K) },
  closeRelease: { wait: 21 * DAY, run: (deal) => world.relay("closeRelease", [deal, []]) },
  dilute: {
    run: (deal) => asSeller("dilute", [deal, K, `0x${"00".repeat(32)}`, 2 ** 39, "0x"]),
  },
  settle: { run: pay },
  sweep: {
    run: async (deal) => {
      await world.pay(world.people.buyer, await world.accountOf(deal), K);
      return world.relay("sweep", [deal, []]);
    },
  },
  sweepOther: {
    run: async (deal) => {
      await world.pay(world.people.buyer, await world.accountOf(deal), 1n, world.otherCoin);
      return world.relay("sweepOther", [deal, world.otherCoin.target]);
    },
  },
  buyBack: {
    run: async (deal) => world.relay("buyBack", await world.buyBackArgs(deal, 90n * K, [])),
  },
  declareDefault: { wait: 80 * DAY, run: (deal) => world.relay("declareDefault", [deal, []]) },
  payOut: {
    run: (deal) => world.relay("payOut", [deal, [world.people.lenderA.address]]),
  },
  noteTransfer: {
    run: (deal) => {
      const { lenderA, lenderB } = world.people;
      const id = BigInt(deal.terms.receivable) | 1n;
      return world.act(lenderA, world.receivables, "safeTransferFrom", [
        ...[lenderA.address, lenderB.address, id, 1n, "0x"],
      ]);
    },
  },
};

/** The table of IReceivables: what each act leads to; a state that is not named refuses it. */
const table: Record<string, Partial<Record<Status, Status>>> = {
  register: { none: "registered", cancelled: "registered" },
  raiseOfferFloor: { registered: "registered" },
  cancel: { registered: "cancelled" },
  fund: { registered: "funding", funding: "funding" },
  closeFunding: { funding: "funded" },
  lodge: { funded: "funded", released: "released" },
  voidAttestation: { funded: "funded", released: "released" },
  release: { funded: "released", released: "released" },
  closeRelease: { funded: "refunded", released: "released" },
  dilute: { registered: "registered", funding: "funding", funded: "funded", released: "released" },
  settle: {
    ...{ registered: "registered", funding: "funding", funded: "funded", released: "released" },
    ...{ settled: "settled", cancelled: "cancelled", refunded: "refunded" },
    ...{ boughtBack: "boughtBack", defaulted: "defaulted" },
  },
  buyBack: { released: "boughtBack", defaulted: "boughtBack" },
  declareDefault: { released: "defaulted" },
  payOut: {
    ...{ funding: "funding", funded: "funded", released: "released", settled: "settled" },
    ...{ refunded: "refunded", boughtBack: "boughtBack", defaulted: "defaulted" },
  },
};
table.sweep = table.settle ?? {};
table.sweepOther = table.settle ?? {};
table.noteTransfer = table.payOut ?? {};

/** Refusals that mean "not in this state"; others would hide a hole in the table. */
const STATE_REFUSALS = ["WrongStatus", "AlreadyRegistered", "ERC1155InsufficientBalance"];

for (const status of STATUS) {
  test(`${status}: every act leads where the table says or is refused`, async () => {
    const deal = await reach[status]();
    assert.equal(await world.statusOf(deal), status);
    const mark = await world.rpc("evm_snapshot");
    let held: unknown = mark;
    for (const [name, { wait, run }] of Object.entries(acts)) {
      if (wait) await world.travel(wait);
      const expected = table[name]?.[status];
      const outcome = await run(deal).then(
        async () => world.statusOf(deal),
        (problem: { revert?: { name: string } }) => problem.revert?.name ?? String(problem),
      );
      if (expected) assert.equal(outcome, expected, `${name} in ${status}`);
      else assert.ok(STATE_REFUSALS.includes(String(outcome)), `${name} in ${status}: ${outcome}`);
      await world.rpc("evm_revert", held);
      held = await world.rpc("evm_snapshot");
    }
  });
}
