import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { BrowserProvider, Contract, ContractFactory } from "ethers";
import { artifacts, network } from "hardhat";
import { dealHash } from "../../src/core/receivable/terms";
import type { Deal } from "../../src/core/typed-data/deal";
import {
  accrue,
  annualBpsUp,
  type Book,
  owed,
  type Price,
  share,
  split,
} from "../../src/core/waterfall/waterfall";
import { makeRandom, type Random } from "./random";

const CASES = 10_000;
const BATCH = 250;
/** Each a test of its own, so that a first look need not take all of them. */
const SEEDS = Array.from({ length: 20 }, (_, index) => BigInt(10 * index + 7));

let connection: Awaited<ReturnType<typeof network.create>>;
let contract: Contract;
before(async () => {
  connection = await network.create();
  const provider = new BrowserProvider(connection.provider, undefined, { cacheTimeout: -1 });
  const { abi, bytecode } = await artifacts.readArtifact("ArithmeticHarness");
  const made = await new ContractFactory(abi, bytecode, await provider.getSigner(0)).deploy();
  await made.waitForDeployment();
  contract = new Contract(await made.getAddress(), abi, provider);
});
after(() => connection.close());

const inBatches = async <Case, Answer>(
  cases: readonly Case[],
  ask: (batch: readonly Case[]) => Promise<readonly Answer[]>,
  check: (one: Case, answer: Answer) => void,
): Promise<void> => {
  for (let start = 0; start < cases.length; start += BATCH) {
    const batch = cases.slice(start, start + BATCH);
    const answers = await ask(batch);
    batch.forEach((one, index) => {
      const answer = answers[index];
      assert.ok(answer !== undefined);
      check(one, answer);
    });
  }
};

type WaterfallCase = {
  book: Book;
  price: Price;
  day: bigint;
  amount: bigint;
  sellerRoom: bigint;
};

const waterfallCase = ({ below, amount }: Random): WaterfallCase => {
  const released = amount(2n ** 53n) + 1n;
  const accruedDay = 20_000n + below(500n);
  return {
    book: {
      released,
      principalRepaid: below(3n) === 0n ? released : amount(released),
      chargePaid: amount(released / 4n + 2n),
      latePaid: amount(released / 4n + 2n),
      feePaid: amount(released / 50n + 2n),
      principalDays: released * below(200n),
      lateDays: below(2n) * released * below(100n),
      accruedDay,
    },
    price: {
      rateBps: below(3921n),
      lateRateBps: below(3921n),
      feeBps: below(300n),
      dayCount: below(2n) === 0n ? 360n : 365n,
      ceilingBps: below(2n) === 0n ? 3920n : 3074n,
      lateFromDay: 20_000n + below(600n),
    },
    day: accruedDay + below(400n),
    amount: amount(released * 2n),
    sellerRoom: amount(released * 2n),
  };
};

const expectedOutcome = ({ book, price, day, amount, sellerRoom }: WaterfallCase) => {
  const accrued = accrue(book, price.lateFromDay, day);
  const due = owed(accrued, price);
  const parts = split(due, amount, sellerRoom);
  const { rateBps, feeBps, dayCount } = price;
  return [
    accrued.principalDays,
    accrued.lateDays,
    [due.fee, due.late, due.charge, due.principal],
    [parts.fee, parts.late, parts.charge, parts.principal, parts.remainder, parts.surplus],
    annualBpsUp({ rateBps, feeBps, dayCount, termDays: day - accrued.accruedDay + 1n }),
    share(amount, book.principalRepaid, book.released),
  ];
};

const flat = (value: unknown): unknown[] => (Array.isArray(value) ? value.flatMap(flat) : [value]);

for (const seed of SEEDS) {
  test(`waterfall: ${CASES / SEEDS.length} random cases of seed ${seed} agree with Solidity to the unit`, async () => {
    const random = makeRandom(seed);
    const cases = Array.from({ length: CASES / SEEDS.length }, () => waterfallCase(random));
    await inBatches(
      cases,
      async (batch) =>
        (await contract.getFunction("outcomes").staticCall(batch)).map(
          (each: { toArray(deep: boolean): unknown[] }) => each.toArray(true),
        ),
      (one, answer) => assert.deepEqual(flat(answer), flat(expectedOutcome(one))),
    );
  });
}

const randomDeal = ({ below, small, hex }: Random): Deal => {
  return {
    terms: {
      receivable: hex(32),
      seller: hex(20),
      warehouse: hex(20),
      buyer: hex(20),
      coin: hex(20),
      amountDue: below(2n ** 53n),
      dueAt: small(2 ** 40),
      ordersRoot: hex(32),
      documentHash: hex(32),
    },
    registeredAt: small(2 ** 40),
    offer: {
      lender: hex(20),
      advanceBps: small(65_536),
      rateBps: small(65_536),
      lateRateBps: small(65_536),
      feeBps: small(65_536),
      dayCount: below(2n) === 0n ? 360 : 365,
      dayOffset: small(172_800) - 86_400,
      minimum: below(2n ** 53n),
      fundBy: small(2 ** 40),
      deliverBy: small(2 ** 40),
      graceDays: small(65_536),
      noticeDays: small(65_536),
      quorum: small(256),
      recourse: below(2n) === 0n,
      rateOverride: below(2n) === 0n,
      memorandumHash: hex(32),
      sequence: small(2 ** 40),
    },
    attesters: Array.from({ length: small(5) }, () => hex(20)),
  };
};

test(`deal hash: ${CASES} random deals agree with Solidity`, async () => {
  const random = makeRandom(11n);
  const cases = Array.from({ length: CASES }, () => randomDeal(random));
  await inBatches(
    cases,
    (batch) => contract.getFunction("dealHashes").staticCall(batch),
    (deal, hash) => assert.equal(hash, dealHash(deal)),
  );
});
