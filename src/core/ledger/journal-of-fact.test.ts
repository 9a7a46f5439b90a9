import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ChainFact } from "@/core/chain-fact/chain-fact";
import {
  built,
  coinMovedAt,
  collectedAt,
  factAt,
  fundedAt,
  noteMovedAt,
  paidOutAt,
  registeredAt,
  releasedAt,
} from "@/core/chain-fact/fact-builder";
import { receivableFrom } from "@/core/chain-fact/receivable-state";
import { tellBlocks } from "@/core/chain-fact/tell-block";
import { accountId } from "@/core/ledger/chart";
import { imbalance } from "@/core/ledger/journal-entry";
import { type BookContext, journalOfFact } from "@/core/ledger/journal-of-fact";

const context: BookContext = {
  currency: "HKD",
  seller: built.seller,
  buyer: built.buyer,
  contract: built.contract,
  collectionOf: (address) => (address === built.collection ? built.id : null),
};

/** Balances after these facts, by account code; the facts of one block number are one block. */
const balancesAfter = (facts: readonly ChainFact[]): Record<string, bigint> => {
  const sums: Record<string, bigint> = {};
  const numbers = [...new Set(facts.map(({ blockNumber }) => blockNumber))];
  for (const number of numbers) {
    const { entries } = tellBlocks(
      {
        contract: built.contract,
        currencyOf: (coin) => (coin === built.coin ? "HKD" : null),
        collectionOf: context.collectionOf,
        before: new Map([
          [built.id, receivableFrom(facts.filter((fact) => fact.blockNumber < number))],
        ]),
      },
      facts
        .filter((fact) => fact.blockNumber === number)
        .map((fact, logIndex) => ({ ...fact, logIndex })),
    );
    for (const { entry } of entries) {
      expect(imbalance(entry).size).toBe(0);
      for (const { account, amount } of entry.postings)
        sums[account.code] = (sums[account.code] ?? 0n) + amount;
    }
  }
  return sums;
};

const parked = (account: string, amount: bigint) =>
  factAt(5, "Parked", {
    coin: built.coin,
    account,
    amount: amount.toString(),
    claim: amount.toString(),
  });

const amount = fc.bigInt({ min: 1n, max: 2n ** 53n });

describe("every fact's journal balances", () => {
  const one = "1000";
  const facts: ChainFact[] = [
    registeredAt(1, 5n),
    coinMovedAt(1, { from: built.lender, to: built.contract, value: 7n }),
    coinMovedAt(1, { from: built.contract, to: built.seller, value: 7n }),
    coinMovedAt(1, { from: built.buyer, to: built.collection, value: 7n }),
    coinMovedAt(1, { from: built.collection, to: built.contract, value: 7n }),
    fundedAt(1, { lender: built.lender, amount: 9n, funded: 9n, status: 2 }),
    releasedAt(1, 9n),
    factAt(1, "Returned", { amount: one, returned: one, status: "7" }),
    paidOutAt(1, built.lender, 3n),
    parked(built.buyer, 3n),
    factAt(1, "Claimed", { coin: built.coin, account: built.buyer, to: built.other, amount: one }),
    factAt(1, "ClaimReaddressed", {
      ...{ coin: built.coin, account: built.lender, to: built.other },
      ...{ amount: one, claim: one },
    }),
    factAt(1, "BoughtBack", {
      payer: built.seller,
      amount: "21",
      split: { fee: "1", late: "2", charge: "3", principal: "4", remainder: "0", surplus: "11" },
    }),
  ];
  test.each(facts.map((fact) => [fact.name, fact] as const))("%s", (_name, fact) => {
    const entry = journalOfFact(fact, context);
    expect(entry?.postings.length).toBeGreaterThan(1);
    expect(entry && imbalance(entry).size).toBe(0);
  });

  test("a collection, however it is split", () => {
    fc.assert(
      fc.property(fc.tuple(amount, amount, amount, amount, amount, amount), (parts) => {
        const [fee, late, charge, principal, remainder, surplus] = parts;
        const tiers = { fee, late, charge, principal, remainder, surplus };
        const entry = journalOfFact(collectedAt(1, { tiers, status: 4 }), context);
        return entry !== null && imbalance(entry).size === 0;
      }),
    );
  });

  test("facts that move no money have none", () => {
    expect(journalOfFact(factAt(1, "Cancelled", {}), context)).toBeNull();
    expect(journalOfFact(registeredAt(1), context)).toBeNull();
    const elsewhere = coinMovedAt(1, { from: built.buyer, to: built.other, value: 7n });
    expect(journalOfFact(elsewhere, context)).toBeNull();
  });
});

describe("the books of a life", () => {
  const tiers = { fee: 4n, late: 0n, charge: 21n, principal: 800n, remainder: 175n, surplus: 7n };
  const life: ChainFact[] = [
    registeredAt(1),
    coinMovedAt(2, { from: built.lender, to: built.contract, value: 800n }),
    noteMovedAt(2, { from: built.nobody, to: built.lender, value: 800n }),
    fundedAt(2, { lender: built.lender, amount: 800n, funded: 800n, status: 3 }),
    releasedAt(3, 800n),
    coinMovedAt(3, { from: built.contract, to: built.seller, value: 800n }),
    coinMovedAt(4, { from: built.buyer, to: built.collection, value: 1_007n }),
    coinMovedAt(5, { from: built.collection, to: built.contract, value: 1_007n }),
    collectedAt(5, { tiers, status: 5, payer: built.nobody }),
    parked(built.other, 4n),
    parked(built.buyer, 7n),
    coinMovedAt(5, { from: built.contract, to: built.seller, value: 175n }),
    noteMovedAt(6, { from: built.lender, to: built.nobody, value: 800n }),
    coinMovedAt(6, { from: built.contract, to: built.lender, value: 820n }),
    paidOutAt(6, built.lender, 820n),
    coinMovedAt(6, { from: built.contract, to: built.seller, value: 1n }),
  ];

  test("lenders' money waits in escrow, then works with the seller", () => {
    const funded = balancesAfter(life.slice(0, 4));
    expect(funded).toMatchObject({ "contract-cash": 800n, escrow: -800n, "in-transit": 0n });
    const released = balancesAfter(life.slice(0, 6));
    expect(released).toMatchObject({ "contract-cash": 0n, escrow: 0n, advance: 800n });
  });

  test("a plain transfer is the buyer's until it is swept", () => {
    const paid = balancesAfter(life.slice(0, 7));
    expect(paid).toMatchObject({ "collection-cash": 1_007n, unswept: -1_007n, "in-transit": 0n });
  });

  test("at the end the contract holds what is set aside and owes nothing else", () => {
    const end = balancesAfter(life);
    expect(end).toMatchObject({
      "contract-cash": 11n,
      "collection-cash": 0n,
      "in-transit": 0n,
      unswept: 0n,
      escrow: 0n,
      "lenders-due": 0n,
      claim: -11n,
      advance: 0n,
      "tier-principal": -800n,
      "tier-surplus": -7n,
    });
  });

  test("money sent to the contract by mistake stays on the way, and is cash all the same", () => {
    const stray = {
      ...coinMovedAt(2, { from: built.other, to: built.contract, value: 3n }),
      receivableId: null,
    };
    expect(balancesAfter([stray])).toMatchObject({ "contract-cash": 3n, "in-transit": -3n });
  });

  test("an account's id tells currency, receivable and party", () => {
    const account = {
      code: "claim",
      currency: "HKD",
      receivableId: null,
      party: built.buyer,
    } as const;
    expect(accountId(account)).toBe(`claim:HKD:-:${built.buyer}`);
  });
});
