import fc from "fast-check";
import { expect, test } from "vitest";
import type { ChainFact } from "@/core/chain-fact/chain-fact";
import { built, factAt, fundedAt, noteMovedAt, registeredAt } from "@/core/chain-fact/fact-builder";
import { type ReceivableState, UNKNOWN_RECEIVABLE } from "@/core/chain-fact/receivable-state";
import { type ToldEntry, tellBlocks } from "@/core/chain-fact/tell-block";

const paidIn = (blockNumber: number): ChainFact =>
  factAt(blockNumber, "Transfer", {
    coin: built.coin,
    from: built.buyer,
    to: built.collection,
    value: "40",
  });

const life: readonly ChainFact[] = [
  { ...paidIn(1), receivableId: null },
  registeredAt(2, 40n),
  fundedAt(3, { lender: built.lender, amount: 300n, funded: 300n, status: 3 }),
  noteMovedAt(3, { from: built.nobody, to: built.lender, value: 300n }),
  paidIn(4),
  factAt(5, "Released", { amount: "100", released: "100", delivered: "120", seq: "1" }),
  paidIn(6),
];

const tellIn = (portions: readonly (readonly ChainFact[])[]) => {
  const entries: ToldEntry[] = [];
  let before: ReadonlyMap<string, ReceivableState> = new Map([[built.id, UNKNOWN_RECEIVABLE]]);
  for (const portion of portions) {
    const told = tellBlocks(
      {
        contract: built.contract,
        currencyOf: () => "HKD",
        collectionOf: (address, block) =>
          address === built.collection && block >= 2 ? built.id : null,
        before,
      },
      portion,
    );
    entries.push(...told.entries);
    before = new Map([...before, ...told.states]);
  }
  return { entries, states: before };
};

test("blocks told together, in any portions, make the same journals and states as told one by one", () => {
  const blocks = [1, 2, 3, 4, 5, 6].map((number) =>
    life
      .filter(({ blockNumber }) => blockNumber === number)
      .map((fact, logIndex) => ({ ...fact, logIndex })),
  );
  const oneByOne = tellIn(blocks);
  expect(oneByOne.entries.map(({ entry }) => entry.name)).toEqual([
    "collection.found",
    "receivable.funded",
    "coin.moved",
    "advance.released",
    "coin.moved",
  ]);
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }), (cuts) => {
      const portions: ChainFact[][] = [[]];
      blocks.forEach((block, place) => {
        if (cuts[place - 1]) portions.push([]);
        portions.at(-1)?.push(...block);
      });
      expect(tellIn(portions)).toEqual(oneByOne);
    }),
  );
});
