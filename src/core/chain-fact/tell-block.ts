import { type ChainFact, inChainOrder } from "@/core/chain-fact/chain-fact";
import {
  applyFact,
  dustOf,
  type ReceivableState,
  UNKNOWN_RECEIVABLE,
} from "@/core/chain-fact/receivable-state";
import { type JournalEntry, linesFor } from "@/core/ledger/journal-entry";
import { type BookContext, journalOfFact } from "@/core/ledger/journal-of-fact";
import type { Currency } from "@/core/money";

/** What is known around the blocks that are told. */
export type BlockContext = {
  /** Checksummed address of the Receivables contract. */
  readonly contract: string;
  /** Currency of a checksummed coin address. */
  readonly currencyOf: (coin: string) => Currency | null;
  /** The receivable whose collection account an address is as of a block, or null. */
  readonly collectionOf: (address: string, blockNumber: number) => string | null;
  /** State before these blocks of every receivable they touch; one that is missing is unknown. */
  readonly before: ReadonlyMap<string, ReceivableState>;
};

/** An entry and the key of the fact it books. */
export type ToldEntry = {
  readonly factKey: string;
  readonly blockNumber: number;
  readonly blockHash: string;
  readonly happenedAt: Date;
  readonly entry: JournalEntry;
};

/** Blocks told: their journals and the resulting state of every receivable they touch. */
export type ToldBlocks = {
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
        collectionOf: (address) => collectionOf(address, fact.blockNumber),
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
    blockNumber: fact.blockNumber,
    blockHash: fact.blockHash,
    happenedAt: fact.blockAt,
    entry: { name: "dust.paid", receivableId: fact.receivableId, postings },
  };
};

const turnOf = ({ txHash, receivableId }: ChainFact): string => `${txHash}:${receivableId}`;

/** The last fact about a receivable in each transaction: dust is known only then. */
const lastOfTurn = (facts: readonly ChainFact[]): ReadonlySet<ChainFact> =>
  new Set(new Map(facts.map((fact) => [turnOf(fact), fact])).values());

/**
 * Tells one or more blocks: every fact moves its receivable's state and, where money moved, makes a journal. Pure, and the
 * same whether blocks are told one by one or together. Facts in a coin that is not ours are told without a journal.
 */
export const tellBlocks = (context: BlockContext, told: readonly ChainFact[]): ToldBlocks => {
  const facts = [...told].sort(inChainOrder);
  const last = lastOfTurn(facts);
  const states = new Map<string, ReceivableState>();
  for (const id of new Set(facts.flatMap(({ receivableId }) => receivableId ?? [])))
    states.set(id, context.before.get(id) ?? UNKNOWN_RECEIVABLE);
  const dust = new Map([...states].map(([id, state]) => [id, dustOf(state)]));
  const entries: ToldEntry[] = [];
  for (const fact of facts) {
    const id = fact.receivableId;
    const state = applyFact((id && states.get(id)) || UNKNOWN_RECEIVABLE, fact);
    if (id) states.set(id, state);
    const around = contextOf(context, fact, state);
    const entry = around && journalOfFact(fact, around);
    const { blockNumber, blockHash, blockAt } = fact;
    if (entry)
      entries.push({ factKey: keyOf(fact), blockNumber, blockHash, happenedAt: blockAt, entry });
    if (!id || !last.has(fact)) continue;
    const currency = state.coin && context.currencyOf(state.coin);
    const paidNow = dustOf(state) - (dust.get(id) ?? 0n);
    if (!currency || paidNow <= 0n) continue;
    const seller = state.parties?.seller ?? null;
    entries.push(dustEntry({ fact, amount: paidNow, seller }, currency));
    dust.set(id, dustOf(state));
  }
  return { entries, states };
};
