import { expect, test, vi } from "vitest";
import type { ChainReader } from "@/ports/chain-reader";
import type { BooksAtCursor, ReconciliationStore } from "@/ports/reconciliation-store";
import type { Log } from "@/workers/log";
import { reconcileBooks } from "./reconcile-books";

const books: BooksAtCursor = {
  cursor: { number: 65, hash: "0x65", blockAt: new Date(0) },
  ledger: new Map(),
  readModel: new Map(),
  collections: [],
  receivables: [],
};

/** What is found where the node says the contract holds these amounts, one after the other. */
const foundWhere = async (...held: bigint[]) => {
  const log = { fatal: vi.fn(), warn: vi.fn() };
  const finding = await reconcileBooks({
    store: {
      books: async () => books,
      lastBlock: async () => null,
      record: async () => undefined,
    } satisfies ReconciliationStore,
    chain: {
      balancesAt: async () => [held.length > 1 ? held.shift() : held[0]],
      figuresAt: async () => [],
    } as unknown as ChainReader,
    contract: "0x1",
    coins: new Map([["HKD", "0x2"]]),
    log: log as unknown as Log,
  });
  return { difference: finding?.comparisons[0]?.difference, alarms: log.fatal.mock.calls.length };
};

test("a node that answers once with the state of the next block is asked again", async () => {
  expect(await foundWhere(439n, 0n)).toEqual({ difference: 0n, alarms: 0 });
});

test("a difference that stays is believed and calls somebody", async () => {
  expect(await foundWhere(439n)).toEqual({ difference: -439n, alarms: 1 });
});
