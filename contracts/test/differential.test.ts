import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { BrowserProvider, Contract, ContractFactory } from "ethers";
import { artifacts, network } from "hardhat";
import { dealHash } from "../../src/core/receivable/terms";
import type { Deal } from "../../src/core/typed-data/deal";
import { expectedFigures, figuresOf, waterfallCase } from "../../src/core/waterfall/waterfall-case";
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

for (const seed of SEEDS) {
  test(`waterfall: ${CASES / SEEDS.length} random cases of seed ${seed} agree with Solidity to the unit`, async () => {
    const random = makeRandom(seed);
    const cases = Array.from({ length: CASES / SEEDS.length }, () => waterfallCase(random));
    await inBatches(
      cases,
      async (batch) => (await contract.getFunction("outcomes").staticCall(batch)).map(figuresOf),
      (one, answer: bigint[]) => assert.deepEqual(answer, expectedFigures(one)),
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
