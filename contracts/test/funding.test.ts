import assert from "node:assert/strict";
import { test } from "node:test";
import { AbiCoder, Contract, keccak256, type Wallet } from "ethers";
import { artifacts } from "hardhat";
import type { Deal, Offer } from "../../src/core/typed-data/deal";
import type { Hex } from "../../src/core/typed-data/typed-data";
import { DAY, hexOf } from "./ground";
import { keptWorld } from "./kept-world";
import { K } from "./life-steps";
import { refuses } from "./refuses";
import { LATE, servicingSteps } from "./servicing-steps";
import { makeWorld } from "./world";

const world = keptWorld(makeWorld);

const steps = servicingSteps(world);
const MOST = 2n ** 53n - 1n;
const NOTHING = `0x${"00".repeat(32)}`;

type Way = (deal: Deal, lender: Wallet, amount: bigint, word?: Hex) => Promise<unknown>;

/** The lender pays by its own allowance, or a stranger pays for it by its own. */
const ways: Readonly<Record<"fund" | "fundFor", Way>> = {
  fund: async (deal, lender, amount, word) => {
    await world.act(lender, world.coin, "approve", [world.receivables.target, amount]);
    const payment = {
      ...{ payer: lender.address, amount, salt: NOTHING },
      ...{ validAfter: 0, validBefore: 0, signature: "0x" },
    };
    const args = [deal, word ?? (await world.signOffer(deal)), payment];
    return world.act(lender, world.receivables, "fund", args);
  },
  fundFor: async (deal, lender, amount, word) => {
    const { stranger } = world.people;
    await world.act(stranger, world.coin, "approve", [world.receivables.target, amount]);
    const args = [deal, word ?? (await world.signOffer(deal)), lender.address, amount];
    return world.act(stranger, world.receivables, "fundFor", args);
  },
};

/** Tries the same with either, each from the same start. */
const eachWay = async (check: (fund: Way) => Promise<unknown>): Promise<void> => {
  for (const way of Object.values(ways)) {
    const mark = await world.rpc("evm_snapshot");
    await check(way);
    await world.rpc("evm_revert", mark);
  }
};

test("is stopped by the switch of funding and by nothing else", async () => {
  const deal = await world.makeDeal();
  const by = (name: string) => world.act(world.guardian, world.receivables, name, [true]);
  await by("pauseRelease");
  await eachWay((fund) => fund(deal, world.people.lenderA, K));
  await by("pauseFunding");
  await eachWay((fund) => refuses(fund(deal, world.people.lenderA, K), "Paused"));
});

test("is refused to the later of two with one order", async () => {
  const { lenderA, lenderB } = world.people;
  const orderKey = `0x${"0d".repeat(32)}`;
  const contentHash = `0x${"c1".repeat(32)}`;
  const inner = AbiCoder.defaultAbiCoder().encode(["bytes32", "bytes32"], [orderKey, contentHash]);
  const ordersRoot = keccak256(keccak256(inner)) as Hex;
  const first = await world.makeDeal({}, { ordersRoot });
  const second = await world.makeDeal({}, { ordersRoot });
  await world.fund(first, lenderB, K);
  const proof = { contentHash, siblings: [] };
  await world.relay("proveDuplicate", [first, second, orderKey, proof, proof]);
  await eachWay((fund) => refuses(fund(second, lenderA, K), "DuplicateOrder"));
  await eachWay((fund) => fund(first, lenderA, K));
});

test("ends with the last second of fundBy", async () => {
  const { lenderA } = world.people;
  const deal = await world.makeDeal();
  await eachWay(async (fund) => {
    await world.travelTo(deal.offer.fundBy - 2);
    await fund(deal, lenderA, K);
    assert.equal(await world.now(), deal.offer.fundBy);
    await refuses(fund(deal, lenderA, K), "TooLate");
  });
});

test("is of one unit at least and 2^53 - 1 at most", async () => {
  const { lenderA } = world.people;
  const deal = await world.makeDeal();
  await eachWay((fund) => refuses(fund(deal, lenderA, 0n), "InvalidAmount"));
  await eachWay((fund) => refuses(fund(deal, lenderA, MOST + 1n), "InvalidAmount"));
  await eachWay((fund) => refuses(fund(deal, lenderA, MOST), "AboveCap"));
  await eachWay((fund) => fund(deal, lenderA, 1n));
});

test("is of the deal that was registered, and from then on of the offer that was funded", async () => {
  const { lenderA } = world.people;
  const deal = await world.makeDeal();
  const dearer = { ...deal, terms: { ...deal.terms, amountDue: deal.terms.amountDue + 1n } };
  await eachWay((fund) => refuses(fund(dearer, lenderA, K), "WrongDeal"));
  await world.fund(deal, lenderA, K);
  const cheaper = { ...deal, offer: { ...deal.offer, rateBps: 1100 } };
  await eachWay((fund) => refuses(fund(cheaper, lenderA, K), "WrongDeal"));
  await eachWay((fund) => fund(deal, lenderA, K, "0x"));
});

test("is of an offer that no later one has replaced", async () => {
  const { lenderA, seller } = world.people;
  const deal = await world.makeDeal();
  await world.act(seller, world.receivables, "raiseOfferFloor", [deal, 2, LATE, "0x"]);
  await eachWay((fund) => refuses(fund(deal, lenderA, K), "OfferSuperseded"));
  const renewed = { ...deal, offer: { ...deal.offer, sequence: 2 } };
  await eachWay((fund) => fund(renewed, lenderA, K));
});

test("is of an offer whose figures make sense", async () => {
  const { lenderA } = world.people;
  const deal = await world.makeDeal();
  const senseless: Partial<Offer>[] = [
    ...[
      { advanceBps: 0 },
      { advanceBps: 10_001 },
      { dayCount: 364 as 365 },
      { dayCount: 366 as 365 },
    ],
    ...[{ dayOffset: DAY }, { dayOffset: -DAY }, { deliverBy: deal.offer.fundBy - 1 }],
    ...[{ quorum: 0 }, { quorum: 2 }],
  ];
  for (const change of senseless) {
    const other = { ...deal, offer: { ...deal.offer, ...change } };
    await eachWay((fund) => refuses(fund(other, lenderA, K), "InvalidOffer"));
  }
  for (const dayOffset of [DAY - 1, 1 - DAY]) {
    const other = { ...deal, offer: { ...deal.offer, dayOffset, deliverBy: deal.offer.fundBy } };
    await eachWay((fund) => fund(other, lenderA, K));
  }
});

test("by a money lender needs a memorandum and no dearer late rate", async () => {
  const { lenderC } = world.people;
  const memorandumHash = `0x${"01".repeat(32)}` as const;
  const bare = await world.makeDeal({ lateRateBps: 1200 });
  await eachWay((fund) => refuses(fund(bare, lenderC, K), "InvalidOffer"));
  const dear = await world.makeDeal({ memorandumHash, lateRateBps: 1201 });
  await eachWay((fund) => refuses(fund(dear, lenderC, K), "InvalidOffer"));
  const fair = await world.makeDeal({ memorandumHash, lateRateBps: 1200 });
  await eachWay((fund) => fund(fair, lenderC, K));
});

test("stays below the ceiling, for the rate and for the late rate", async () => {
  const { lenderA } = world.people;
  const rates = { rateBps: 3074, lateRateBps: 3074, feeBps: 0 };
  const most = await world.makeDeal(rates);
  await eachWay((fund) => fund(most, lenderA, K));
  for (const change of [{ rateBps: 3075 }, { lateRateBps: 3075 }, { feeBps: 1 }]) {
    const above = { ...most, offer: { ...most.offer, ...change } };
    await eachWay((fund) => refuses(fund(above, lenderA, K), "RateAboveCeiling"));
  }
});

test("needs the seller's word the first time, and a seller who may sell", async () => {
  const { lenderA, stranger } = world.people;
  const deal = await world.makeDeal();
  const forged = await world.signOffer(deal, stranger);
  await eachWay((fund) => refuses(fund(deal, lenderA, K, forged), "NotAuthorised"));
  await eachWay((fund) => refuses(fund(deal, lenderA, K, "0x"), "NotAuthorised"));
  await steps.freeze(world.people.seller);
  await eachWay((fund) => refuses(fund(deal, lenderA, K), "NotEligible"));
});

test("is for a lender who may lend until delivery, and whom the offer lets in", async () => {
  const { lenderA, lenderB, stranger } = world.people;
  const deal = await world.makeDeal({ lender: hexOf(lenderA) });
  await eachWay((fund) => refuses(fund(deal, lenderB, K), "NotEligible"));
  const open = await world.makeDeal();
  await eachWay((fund) => refuses(fund(open, stranger, K), "NotEligible"));
  await world.enter(lenderA, 5, 2, 1, deal.offer.deliverBy - 1);
  await eachWay((fund) => refuses(fund(deal, lenderA, K), "NotEligible"));
  await world.enter(lenderA, 5, 2, 1, deal.offer.deliverBy);
  await eachWay((fund) => fund(deal, lenderA, K));
  await steps.freeze(lenderA);
  await eachWay((fund) => refuses(fund(deal, lenderA, K), "NotEligible"));
});

test("goes up to the cap and is funded there, not one unit before or beyond", async () => {
  const { lenderA, lenderB } = world.people;
  const deal = await world.makeDeal();
  await eachWay(async (fund) => {
    await fund(deal, lenderA, 80n * K - 1n);
    assert.equal(await world.statusOf(deal), "funding");
    await refuses(fund(deal, lenderB, 2n), "AboveCap");
    await fund(deal, lenderB, 1n);
    assert.equal(await world.statusOf(deal), "funded");
    await refuses(fund(deal, lenderB, 1n), "WrongStatus");
    assert.deepEqual(
      [await world.units(deal, lenderA), await world.units(deal, lenderB)],
      [80n * K - 1n, 1n],
    );
  });
});

test("counts what waits in the collection account as paid", async () => {
  const { buyer, lenderA } = world.people;
  const part = await world.makeDeal();
  await world.pay(buyer, await world.accountOf(part), 50n * K);
  await eachWay((fund) => refuses(fund(part, lenderA, 40n * K + 1n), "AboveCap"));
  await eachWay((fund) => fund(part, lenderA, 40n * K));
});

test("is undone where the coin delivers a unit less", async () => {
  const { lenderA } = world.people;
  const { abi, deployedBytecode } = await artifacts.readArtifact("PracticeCoin");
  await world.rpc("hardhat_setCode", world.coin.target, deployedBytecode);
  const practice = new Contract(world.coin.target, abi, world.people.relayer);
  for (const who of [lenderA, world.people.stranger])
    await world.act(world.people.relayer, practice, "mint", [who.address, K]);
  await world.act(world.people.relayer, practice, "callBack", [`0x${"00".repeat(20)}`, "0x"]);
  await world.act(world.people.relayer, practice, "keep", [0]);
  const deal = await world.makeDeal();
  await eachWay((fund) => fund(deal, lenderA, K));
  await world.act(world.people.relayer, practice, "keep", [1]);
  await eachWay((fund) => refuses(fund(deal, lenderA, K), "ShortPayment"));
  assert.equal(await world.statusOf(deal), "registered");
});

test("for another takes the payer's money and gives the lender the notes", async () => {
  const { lenderA, stranger } = world.people;
  const deal = await world.makeDeal();
  const start = [await world.balance(stranger), await world.balance(lenderA)] as const;
  await ways.fundFor(deal, lenderA, K);
  assert.equal(await world.balance(stranger), start[0] - K);
  assert.equal(await world.balance(lenderA), start[1]);
  assert.deepEqual([await world.units(deal, lenderA), await world.units(deal, stranger)], [K, 0n]);
});
