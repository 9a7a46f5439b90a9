import type pg from "pg";
import { stopReceivables } from "@/adapters/db/receivable-stops";
import { inTransaction } from "@/adapters/db/transact";
import type { AccountCode } from "@/core/ledger/chart";
import type { Currency } from "@/core/money";
import type { Cursor } from "@/ports/chain-index";
import type { Clock } from "@/ports/clock";
import type { BooksAtCursor, Finding, ReconciliationStore } from "@/ports/reconciliation-store";

/** Receivables whose own figures are compared in one run. */
const RECEIVABLES_MAX = 50;
const COLLECTIONS_MAX = 2_000;
const KEEP_DAYS = 7;

type Balance = { currency: Currency; code: AccountCode; balance: bigint };
type Sums = { currency: Currency; escrow: bigint; advance: bigint; lendersDue: bigint };

const ledgerOf = (rows: readonly Balance[]): BooksAtCursor["ledger"] => {
  const ledger = new Map<Currency, Partial<Record<AccountCode, bigint>>>();
  for (const { currency, code, balance } of rows)
    ledger.set(currency, { ...ledger.get(currency), [code]: balance });
  return ledger;
};

/** Cursor, books and read model move in one transaction, so one snapshot shows them at the same block. */
const snapshot = async (client: pg.PoolClient): Promise<BooksAtCursor | null> => {
  const [cursor] = (
    await client.query<Cursor>(
      `select number, hash, "blockAt" from "ChainCursor" where grade = 'seen'`,
    )
  ).rows;
  if (!cursor) return null;
  const balances = await client.query<Balance>(
    `select currency, code, sum(balance) as balance from "LedgerAccount" group by currency, code`,
  );
  const sums = await client.query<Sums>(
    `select currency, sum(escrow) as escrow, sum(released - "principalPaid") as advance,
       sum("principalPaid" + "chargePaid" + "latePaid" + funded - released - escrow) as "lendersDue"
     from "Receivable" where "registeredAt" is not null group by currency`,
  );
  const collections = await client.query<BooksAtCursor["collections"][number]>(
    `select a.currency, c.address as account, a."receivableId", a.balance as ledger from "LedgerAccount" a
     join "CollectionAccount" c on c."receivableId" = a."receivableId"
     where a.code = 'collection-cash' order by (a.balance <> 0) desc, a.id desc limit $1`,
    [COLLECTIONS_MAX],
  );
  const receivables = await client.query<BooksAtCursor["receivables"][number]>(
    `select id, status, "amountDue", funded, released, delivered, diluted, collected, "principalPaid" from "Receivable"
     where "registeredAt" is not null
     order by id in (select "receivableId" from "ReceivableStop" where "liftedAt" is null) desc, "updatedAt" desc limit $1`,
    [RECEIVABLES_MAX],
  );
  return {
    cursor,
    ledger: ledgerOf(balances.rows),
    readModel: new Map(sums.rows.map(({ currency, ...rest }) => [currency, rest])),
    collections: collections.rows,
    receivables: receivables.rows,
  };
};

const books = async (pool: pg.Pool): Promise<BooksAtCursor | null> => {
  const client = await pool.connect();
  try {
    await client.query("begin isolation level repeatable read read only");
    const found = await snapshot(client);
    await client.query("commit");
    client.release();
    return found;
  } catch (error) {
    client.release(error as Error);
    throw error;
  }
};

const insertComparison = (
  client: pg.PoolClient,
  { at, blockNumber, strays }: { at: Date; blockNumber: number; strays: readonly string[] },
  { currency, ledger, chain, difference, parts }: Finding["comparisons"][number],
) =>
  client.query(
    `insert into "Reconciliation" ("blockNumber", currency, ledger, chain, difference, details, "createdAt")
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      blockNumber,
      currency,
      ledger.toString(),
      chain.toString(),
      difference.toString(),
      JSON.stringify({
        parts: parts.map((part) => ({
          name: part.name,
          ledger: part.ledger.toString(),
          other: part.other.toString(),
        })),
        strays,
      }),
      at,
    ],
  );

const record = (
  { pool, clock }: { pool: pg.Pool; clock: Clock },
  { blockNumber, comparisons, compared, strays }: Finding,
): Promise<void> =>
  inTransaction(pool, async (client) => {
    const at = clock.now();
    for (const comparison of comparisons)
      await insertComparison(client, { at, blockNumber, strays }, comparison);
    await client.query(
      `delete from "Reconciliation" where difference = 0 and "createdAt" < $1::timestamp - make_interval(days => $2)`,
      [at, KEEP_DAYS],
    );
    const differing = new Map(
      strays.map((id) => [id, `Books or read model and chain differ at block ${blockNumber}.`]),
    );
    await stopReceivables(client, clock, { source: "reconciler", compared, differing });
    await client.query("select pg_notify('quaynote', 'reconciliation')");
  });

/** The reconciler's reads and findings in PostgreSQL. */
export const reconciliationStore = (settings: {
  pool: pg.Pool;
  clock: Clock;
}): ReconciliationStore => ({
  books: () => books(settings.pool),
  lastBlock: async () => {
    const found = await settings.pool.query<{ number: number | null }>(
      'select max("blockNumber") as number from "Reconciliation"',
    );
    return found.rows[0]?.number ?? null;
  },
  record: (finding) => record(settings, finding),
});
