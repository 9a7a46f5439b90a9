import assert from "node:assert/strict";
import { test } from "node:test";
import { BrowserProvider, Interface } from "ethers";
import { network } from "hardhat";
import { marketAbi } from "../../src/adapters/chain/generated/abi";
import { type FillRefusal, fillRefusal } from "../../src/core/mandate/fill-refusal";
import { type Deal, NO_OFFER } from "../../src/core/typed-data/deal";
import type { Mandate } from "../../src/core/typed-data/mandate";
import type { Hex } from "../../src/core/typed-data/typed-data";
import { byDepth } from "./depth";
import { deployMock } from "./mock";
import { makeRandom, type Random } from "./random";

const CASES = byDepth({ change: 2000, nightly: 10_000, release: 40_000 });
const BATCH = 100;
const DAY = 86_400;

/** Accounts as small numbers: lists of them overlap often. */
const account = (n: number): Hex => `0x${(0xacc0 + n).toString(16).padStart(40, "0")}`;
const NOBODY: Hex = `0x${"0".repeat(40)}`;

type Step = {
  readonly amount: bigint;
  readonly elsewhere: boolean;
  readonly byStranger: boolean;
  readonly revokes: boolean;
};
type Case = {
  readonly deal: Deal;
  readonly mandate: Mandate;
  readonly dueIn: number;
  readonly deliverIn: number;
  readonly expiresIn: number;
  readonly steps: readonly Step[];
};
type Parties = {
  readonly probe: Hex;
  readonly lender: Hex;
  readonly stranger: Hex;
  readonly coins: readonly Hex[];
};

/** The edge itself most often, one beyond it now and then, and anything. */
const near = ({ small, once }: Random, edge: number, beyond: 1 | -1): number => {
  if (once(12)) return Math.max(0, edge + beyond);
  return once(2) ? edge : Math.max(0, edge - beyond * small(50));
};

const listWith = ({ small, once }: Random, one: Hex): readonly Hex[] => {
  if (once(3)) return [];
  const others = Array.from({ length: small(3) }, () => account(small(9)));
  return once(10) ? others : [...others, one, ...others.slice(1)];
};

const randomCase = (random: Random, { lender, stranger, probe, coins }: Parties): Case => {
  const { small, once, pick, below, hex } = random;
  const days = 1 + small(200);
  const [rate, advance, grace] = [small(3000), 1 + small(10_000), small(60)];
  const graceDays = Math.min(grace, small(30));
  const coin = pick(coins);
  const warehouse = account(small(4));
  const attesters = once(3) ? [warehouse, account(small(4))] : [warehouse];
  const ticket = below(1000n);
  const step = (): Step => ({
    amount: once(15) ? (ticket > 0n ? ticket - 1n : 0n) : ticket + below(1000n),
    elsewhere: once(4),
    byStranger: once(8),
    revokes: false,
  });
  const steps = Array.from({ length: 1 + small(5) }, step);
  const revoking = once(10) ? small(steps.length) : -1;
  const [seller, buyer] = [account(small(9)), account(small(9))];
  return {
    deal: {
      terms: {
        receivable: hex(32),
        seller,
        warehouse,
        buyer,
        coin,
        amountDue: below(2n ** 53n),
        dueAt: 0,
        ordersRoot: hex(32),
        documentHash: hex(32),
      },
      registeredAt: small(2 ** 40),
      offer: {
        ...NO_OFFER,
        rateBps: near(random, rate, -1),
        lateRateBps: near(random, rate, -1),
        advanceBps: near(random, advance, 1),
        graceDays,
        noticeDays: near(random, grace - graceDays, 1),
        recourse: once(2),
      },
      attesters,
    },
    mandate: {
      lender,
      coins: once(15) ? [] : listWith(random, coin).length > 0 ? [account(1), coin] : [coin],
      sellers: listWith(random, seller),
      buyers: listWith(random, buyer),
      warehouses: once(3)
        ? []
        : [account(0), account(1), account(2), ...(once(9) ? [] : [account(3)])],
      minRateBps: rate,
      maxAdvanceBps: advance,
      maxTenorDays: days,
      maxGraceDays: grace,
      needsRecourse: once(4),
      minTicket: ticket,
      matcher: once(3) ? pick([probe, stranger, account(1)]) : NOBODY,
      perReceivableLimit: ticket + below(3000n),
      cumulativeLimit: ticket + below(6000n),
      expiry: 0,
      salt: hex(32),
    },
    dueIn: once(10) ? -small(3) : near(random, days * DAY, 1),
    deliverIn: near(random, days * DAY, 1),
    expiresIn: once(12) ? -1 : small(3) * DAY,
    steps: steps.map((each, index) => ({ ...each, revokes: index === revoking })),
  };
};

/** What the twin says to each step of a case. */
const expected = (one: Case, now: number, { probe, stranger }: Parties) => {
  const deal: Deal = {
    ...one.deal,
    terms: { ...one.deal.terms, dueAt: now + one.dueIn },
    offer: { ...one.deal.offer, deliverBy: now + one.deliverIn },
  };
  const mandate = { ...one.mandate, expiry: now + one.expiresIn };
  const totals = { inAll: 0n, here: 0n, elsewhere: 0n };
  let isRevoked = false;
  return one.steps.map(({ amount, elsewhere, byStranger, revokes }) => {
    isRevoked ||= revokes;
    const place = elsewhere ? "elsewhere" : "here";
    const refusal = fillRefusal({
      ...{ mandate, deal, amount, now, isRevoked },
      caller: byStranger ? stranger : probe,
      filled: totals.inAll,
      filledFor: totals[place],
    });
    if (refusal) return refusal;
    totals.inAll += amount;
    totals[place] += amount;
    return undefined;
  });
};

const face = new Interface(marketAbi);

/** Market's answer in the words of the twin. */
const refusalOf = (data: string): FillRefusal | undefined => {
  if (data === "0x") return undefined;
  const error = face.parseError(data);
  const name = error?.name ?? data;
  if (name === "OutsideMandate") {
    const bytes = Buffer.from(String(error?.args.field).slice(2), "hex");
    return { error: name, field: bytes.toString().replaceAll("\0", "") } as FillRefusal;
  }
  if (name === "AboveLimit") return { error: name, room: error?.args.room };
  return { error: name } as FillRefusal;
};

test(`Market takes a filling exactly when its twin does: ${CASES} random mandates and offers`, async () => {
  const connection = await network.create({
    override: { transactionGasCap: false, blockGasLimit: 1_000_000_000n },
  });
  const provider = new BrowserProvider(connection.provider, undefined, { cacheTimeout: -1 });
  const contract = await deployMock(await provider.getSigner(0), "MarketProbe");
  const ask = (name: string, ...args: unknown[]) => contract.getFunction(name).staticCall(...args);
  const parties: Parties = {
    probe: String(contract.target) as Hex,
    lender: await ask("lender"),
    stranger: await ask("stranger"),
    coins: [await ask("coins", 0), await ask("coins", 1)],
  };
  const random = makeRandom(23n);
  const told: Record<string, number> = {};
  for (let start = 0; start < CASES; start += BATCH) {
    const cases = Array.from({ length: BATCH }, () => randomCase(random, parties));
    const answer = await ask("outcomes", cases);
    cases.forEach((one, index) => {
      const outcomes = [...answer.refusals[index]].map(refusalOf);
      const wanted = expected(one, Number(answer.moment), parties);
      assert.deepEqual(outcomes, wanted, `case ${start + index}`);
      for (const each of wanted) {
        const name = !each ? "accepted" : "field" in each ? each.field : each.error;
        told[name] = (told[name] ?? 0) + 1;
      }
    });
  }
  await connection.close();
  // Guards the guard: every answer occurs, and often.
  assert.equal(Object.keys(told).length, 15, JSON.stringify(told));
  assert.ok(Math.min(...Object.values(told)) >= CASES / 50, JSON.stringify(told));
});
