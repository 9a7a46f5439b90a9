import { deliveredOnChain } from "@/core/chain-fact/chain-fact";
import type { Currency } from "@/core/money";
import { compare, disagreeing } from "@/core/reconciliation/compare";
import type { ChainReader } from "@/ports/chain-reader";
import type { BooksAtCursor, Finding, ReconciliationStore } from "@/ports/reconciliation-store";
import type { Log } from "@/workers/log";

/** What the reconciler works with. */
export type Reconciler = {
  readonly store: ReconciliationStore;
  readonly chain: ChainReader;
  /** Checksummed address of the Receivables contract. */
  readonly contract: string;
  /** Checksummed coin addresses by currency. */
  readonly coins: ReadonlyMap<Currency, string>;
  readonly log: Log;
};

const NO_SUMS = { escrow: 0n, advance: 0n, lendersDue: 0n };

type Cash = {
  readonly comparisons: Finding["comparisons"];
  /** Receivables whose collection account holds what the books do not say. */
  readonly strays: readonly string[];
};

const cashOf = async (
  { chain, contract, coins }: Reconciler,
  books: BooksAtCursor,
): Promise<Cash> => {
  const accounts = books.collections.flatMap((each) => {
    const coin = coins.get(each.currency);
    return coin ? [{ ...each, coin }] : [];
  });
  const central = [...coins.values()].map((coin) => ({ coin, account: contract }));
  const found = await chain.balancesAt(books.cursor.hash, [...central, ...accounts]);
  const held = accounts.map((each, index) => ({
    ...each,
    chain: found[central.length + index] ?? 0n,
  }));
  const comparisons = [...coins.keys()].map((currency, index) =>
    compare({
      currency,
      ledger: books.ledger.get(currency) ?? {},
      readModel: books.readModel.get(currency) ?? NO_SUMS,
      contractCash: found[index] ?? 0n,
      collectionCash: held.reduce(
        (sum, each) => (each.currency === currency ? sum + each.chain : sum),
        0n,
      ),
    }),
  );
  const strays = held.flatMap((each) => (each.chain === each.ledger ? [] : [each.receivableId]));
  return { comparisons, strays };
};

const straysOf = async ({ chain }: Reconciler, books: BooksAtCursor): Promise<string[]> => {
  const ids = books.receivables.map(({ id }) => id);
  const onChain = await chain.figuresAt(books.cursor.hash, ids);
  return books.receivables.flatMap((ours, index) => {
    const theirs = onChain[index];
    const same =
      theirs?.status === ours.status &&
      theirs.funded === ours.funded &&
      theirs.released === ours.released &&
      deliveredOnChain(theirs.delivered, ours.amountDue) === ours.delivered &&
      theirs.diluted === ours.diluted &&
      theirs.collected === ours.collected &&
      theirs.principalPaid === ours.principalPaid;
    return same ? [] : [ours.id];
  });
};

type Look = Pick<Finding, "comparisons" | "strays">;

const lookAt = async (reconciler: Reconciler, books: BooksAtCursor): Promise<Look> => {
  const { comparisons, strays } = await cashOf(reconciler, books);
  return { comparisons, strays: [...new Set([...strays, ...(await straysOf(reconciler, books))])] };
};

const isClean = ({ comparisons, strays }: Look): boolean =>
  strays.length === 0 &&
  comparisons.every((each) => each.difference === 0n && disagreeing(each).length === 0);

/** How often a block is looked at before a difference is believed. */
const LOOKS = 3;

/**
 * A node that makes or takes the next block at this moment may answer with that one's state. The block asked about does not
 * change, so a difference that is there is there whenever it is looked at.
 */
const looked = async (reconciler: Reconciler, books: BooksAtCursor): Promise<Look> => {
  let look = await lookAt(reconciler, books);
  for (let more = 1; more < LOOKS && !isClean(look); more += 1)
    look = await lookAt(reconciler, books);
  return look;
};

/**
 * Compares books, read model and chain at the block the index stands on, and keeps what it found.
 * Answers the finding, or null when that block was compared before. A difference is logged as fatal, so that somebody looks, and stops the receivable it is in, not the others.
 */
export const reconcileBooks = async (reconciler: Reconciler): Promise<Finding | null> => {
  const { store, log } = reconciler;
  const books = await store.books();
  if (!books || (await store.lastBlock()) === books.cursor.number) return null;
  const finding: Finding = {
    blockNumber: books.cursor.number,
    compared: books.receivables.map(({ id }) => id),
    ...(await looked(reconciler, books)),
  };
  await store.record(finding);
  for (const comparison of finding.comparisons) {
    const parts = disagreeing(comparison).map(({ name, ledger, other }) => ({
      name,
      ledger: ledger.toString(),
      other: other.toString(),
    }));
    const about = { block: finding.blockNumber, currency: comparison.currency, parts };
    if (comparison.difference !== 0n) log.fatal(about, "books and chain differ");
    else if (parts.length > 0) log.warn(about, "a part of the books differs");
  }
  if (finding.strays.length > 0)
    log.fatal(
      { block: finding.blockNumber, strays: finding.strays },
      "receivables differ from the chain and are stopped",
    );
  return finding;
};
