import type pg from "pg";
import { groupBy } from "@/core/group-by";
import { type Account, accountId } from "@/core/ledger/chart";
import { imbalance, type JournalEntry, type Posting } from "@/core/ledger/journal-entry";

/** An entry and the fact it books. */
export type Booking = {
  /** Unique for the fact: the same fact is booked once. */
  readonly factKey: string;
  readonly blockNumber: number | null;
  readonly happenedAt: Date;
  readonly entry: JournalEntry;
  /** The journal it takes back. */
  readonly reverses?: bigint;
};

const insertJournals = async (
  client: pg.PoolClient,
  bookings: readonly Booking[],
): Promise<Map<string, bigint>> => {
  const made = await client.query<{ id: bigint; factKey: string }>(
    `insert into "Journal" ("factKey", name, "receivableId", "blockNumber", "happenedAt", reverses)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::timestamp[], $6::bigint[])
     returning id, "factKey"`,
    [
      bookings.map(({ factKey }) => factKey),
      bookings.map(({ entry }) => entry.name),
      bookings.map(({ entry }) => entry.receivableId),
      bookings.map(({ blockNumber }) => blockNumber),
      bookings.map(({ happenedAt }) => happenedAt),
      bookings.map(({ reverses }) => reverses ?? null),
    ],
  );
  return new Map(made.rows.map(({ id, factKey }) => [factKey, id]));
};

type Line = Posting & { readonly journalId: bigint };

const insertPostings = (client: pg.PoolClient, lines: readonly Line[]) =>
  client.query(
    `insert into "Posting" ("journalId", "accountId", currency, amount)
     select * from unnest($1::bigint[], $2::text[], $3::text[], $4::numeric[])`,
    [
      lines.map(({ journalId }) => journalId),
      lines.map(({ account }) => accountId(account)),
      lines.map(({ account }) => account.currency),
      lines.map(({ amount }) => amount.toString()),
    ],
  );

const moveBalances = (client: pg.PoolClient, lines: readonly Line[]) => {
  const sums = new Map<string, { account: Account; amount: bigint }>();
  for (const { account, amount } of lines) {
    const id = accountId(account);
    sums.set(id, { account, amount: (sums.get(id)?.amount ?? 0n) + amount });
  }
  const rows = [...sums].sort(([left], [right]) => (left < right ? -1 : 1));
  return client.query(
    `insert into "LedgerAccount" (id, code, currency, "receivableId", party, balance)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::numeric[])
     on conflict (id) do update set balance = "LedgerAccount".balance + excluded.balance`,
    [
      rows.map(([id]) => id),
      rows.map(([, { account }]) => account.code),
      rows.map(([, { account }]) => account.currency),
      rows.map(([, { account }]) => account.receivableId),
      rows.map(([, { account }]) => account.party),
      rows.map(([, { amount }]) => amount.toString()),
    ],
  );
};

/**
 * Writes entries and moves their accounts' balances, in the caller's transaction.
 * @throws RangeError for an entry out of balance; the database refuses it again at commit.
 */
export const book = async (client: pg.PoolClient, bookings: readonly Booking[]): Promise<void> => {
  if (bookings.length === 0) return;
  for (const { entry, factKey } of bookings)
    if (imbalance(entry).size > 0)
      throw new RangeError(`The entry ${entry.name} for ${factKey} does not balance.`);
  const ids = await insertJournals(client, bookings);
  const lines = bookings.flatMap(({ factKey, entry }) =>
    entry.postings.map((posting): Line => {
      const journalId = ids.get(factKey);
      if (journalId === undefined) throw new Error(`The journal of ${factKey} was not written.`);
      return { ...posting, journalId };
    }),
  );
  await insertPostings(client, lines);
  await moveBalances(client, lines);
};

type BookedLine = Account & {
  id: bigint;
  factKey: string;
  name: string;
  journalReceivable: string | null;
  blockNumber: number | null;
  happenedAt: Date;
  amount: bigint;
};

/** Takes back every entry of a block that was not taken back before: same lines, opposite signs. */
export const reverseBlock = async (client: pg.PoolClient, blockHash: string, number: number) => {
  const found = await client.query<BookedLine>(
    `select j.id, j."factKey", j.name, j."receivableId" as "journalReceivable", j."blockNumber",
            j."happenedAt", p.amount, a.code, a.currency, a."receivableId", a.party
     from "Journal" j join "Posting" p on p."journalId" = j.id join "LedgerAccount" a on a.id = p."accountId"
     where j."blockNumber" = $2 and j.reverses is null and starts_with(j."factKey", $1)
       and not exists (select 1 from "Journal" r where r.reverses = j.id)
     order by p.id`,
    [blockHash, number],
  );
  const journals = groupBy(found.rows, ({ id }) => id);
  await book(
    client,
    [...journals].map(([id, lines]): Booking => {
      const [first] = lines as [BookedLine, ...BookedLine[]];
      return {
        factKey: `undo:${id}:${first.factKey}`,
        blockNumber: first.blockNumber,
        happenedAt: first.happenedAt,
        reverses: id,
        entry: {
          name: `${first.name}.reversed`,
          receivableId: first.journalReceivable,
          postings: lines.map(({ code, currency, receivableId, party, amount }) => ({
            account: { code, currency, receivableId, party },
            amount: -amount,
          })),
        },
      };
    }),
  );
};

/**
 * How often a block was booked and taken back before: 0 unless the chain lost it and came back to it.
 * @throws Error when an earlier booking still stands: the block would count twice.
 */
export const timesBooked = async (client: pg.PoolClient, firstKey: string): Promise<number> => {
  const [blockHash = ""] = firstKey.split(":");
  const known = await client.query('select 1 from "Journal" where "factKey" = $1', [firstKey]);
  if (known.rowCount === 0) return 0;
  const { rows } = await client.query<{ times: bigint; standing: bigint }>(
    `select count(distinct split_part(j."factKey", '~', 2)) as times,
       count(*) filter (where not exists (select 1 from "Journal" r where r.reverses = j.id)) as standing
     from "Journal" j where j.reverses is null and starts_with(j."factKey", $1)`,
    [blockHash],
  );
  if (rows[0]?.standing !== 0n) throw new Error(`Block ${blockHash} is booked already.`);
  return Number(rows[0].times);
};
