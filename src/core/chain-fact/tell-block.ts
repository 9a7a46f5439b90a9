import { type ChainFact, inChainOrder } from "@/core/chain-fact/chain-fact";
import {
  applyFact,
  dustOf,
  type ReceivableState,
  receivableFrom,
  UNKNOWN_RECEIVABLE,
} from "@/core/chain-fact/receivable-state";
import { type JournalEntry, linesFor } from "@/core/ledger/journal-entry";
import { type BookContext, journalOfFact } from "@/core/ledger/journal-of-fact";
import type { Currency } from "@/core/money";

/** What is known around a block before it is told. */
export type BlockContext = {
  /** Checksummed address of the Receivables contract. */
  readonly contract: string;
  /** Currency of a checksummed coin address. */
  readonly currencyOf: (coin: string) => Currency | null;
  /** The receivable whose collection account an address is, or null. */
  readonly collectionOf: (address: string) => string | null;
  /** Earlier facts of every receivable the block touches, in chain order. */
  readonly before: ReadonlyMap<string, readonly ChainFact[]>;
};

/** An entry and the key of the fact it books. */
export type ToldEntry = {
  readonly factKey: string;
  readonly happenedAt: Date;
  readonly entry: JournalEntry;
};

/** A block told: its journals and the resulting state of every receivable it touches. */
export type ToldBlock = {
  readonly entries: readonly ToldEntry[];
  readonly states: ReadonlyMap<string, ReceivableState>;
};

const keyOf = (fact: ChainFact): string => `${fact.blockHash}:${fact.logIndex}:${fact.part}`;

const contextOf = (
  { contract, currencyOf, collectionOf }: BlockContext,
  fact: ChainFact,
  state: ReceivableState,
): BookContext | null => {
  const coin = typeof fact.args.coin === "string" ? fact.args.coin : state.coin;
  const currency = coin && currencyOf(coin);
  return currency
    ? {
        currency,
        seller: state.parties?.seller ?? null,
        buyer: state.parties?.buyer ?? null,
        contract,
        collectionOf,
      }
    : null;
};

/** The dust the contract pays to the seller with the last units: no fact of its own tells it. */
const dustEntry = (
  { fact, amount, seller }: { fact: ChainFact; amount: bigint; seller: string | null },
  currency: Currency,
): ToldEntry => {
  const { move, got } = linesFor(currency, fact.receivableId);
  const postings = [
    ...move(amount, { debit: { code: "lenders-due" }, credit: { code: "in-transit" } }),
    ...got(seller ?? "seller", amount),
  ].map((posting) =>
    posting.account.code === "in-transit"
      ? { ...posting, account: { ...posting.account, receivableId: null } }
      : posting,
  );
  return {
    factKey: `${fact.blockHash}:dust:${fact.receivableId}:${fact.logIndex}`,
    happenedAt: fact.blockAt,
    entry: { name: "dust.paid", receivableId: fact.receivableId, postings },
  };
};

/** True for the last fact about its receivable in its transaction: dust is known only then. */
const endsTransaction = (facts: readonly ChainFact[], index: number): boolean => {
  const fact = facts[index];
  return !facts
    .slice(index + 1)
    .some((next) => next.txHash === fact?.txHash && next.receivableId === fact.receivableId);
};

/**
 * Tells one block: every fact moves its receivable's state and, where money moved, makes a journal. Pure.
 * Facts in a coin that is not ours are told without a journal.
 */
export const tellBlock = (context: BlockContext, block: readonly ChainFact[]): ToldBlock => {
  const facts = [...block].sort(inChainOrder);
  const states = new Map<string, ReceivableState>();
  for (const id of new Set(facts.flatMap(({ receivableId }) => receivableId ?? [])))
    states.set(id, receivableFrom(context.before.get(id) ?? []));
  const dust = new Map([...states].map(([id, state]) => [id, dustOf(state)]));
  const entries: ToldEntry[] = [];
  facts.forEach((fact, index) => {
    const id = fact.receivableId;
    const state = applyFact((id && states.get(id)) || UNKNOWN_RECEIVABLE, fact);
    if (id) states.set(id, state);
    const around = contextOf(context, fact, state);
    const entry = around && journalOfFact(fact, around);
    if (entry) entries.push({ factKey: keyOf(fact), happenedAt: fact.blockAt, entry });
    if (!id || !endsTransaction(facts, index)) return;
    const currency = state.coin && context.currencyOf(state.coin);
    const paidNow = dustOf(state) - (dust.get(id) ?? 0n);
    if (!currency || paidNow <= 0n) return;
    const seller = state.parties?.seller ?? null;
    entries.push(dustEntry({ fact, amount: paidNow, seller }, currency));
    dust.set(id, dustOf(state));
  });
  return { entries, states };
};
