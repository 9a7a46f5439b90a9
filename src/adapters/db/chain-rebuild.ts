import type pg from "pg";
import { cursorOf, keptBlock } from "@/adapters/db/chain-cursor";
import { book, reverseBlock } from "@/adapters/db/ledger-store";
import { markRegistrations, retell } from "@/adapters/db/projection-store";
import { type Bookkeeping, type Installation, tellFacts } from "@/adapters/db/tell-facts";
import type { ChainFact } from "@/core/chain-fact/chain-fact";
import { UNKNOWN_RECEIVABLE } from "@/core/chain-fact/receivable-state";
import type { ToldEntry } from "@/core/chain-fact/tell-block";
import { groupBy } from "@/core/group-by";
import { accountId } from "@/core/ledger/chart";
import type { Rebuilt } from "@/ports/chain-index";
import type { BlockFacts, KnownBlock } from "@/ports/chain-reader";

type Standing = {
  factKey: string;
  name: string;
  blockNumber: number;
  accounts: string[];
  amounts: bigint[];
};

/** Journals of chain facts in these blocks that were not taken back. */
const standingIn = async (client: pg.PoolClient, from: number, to: number): Promise<Standing[]> => {
  const found = await client.query<Omit<Standing, "amounts"> & { amounts: string[] }>(
    `select j."factKey", j.name, j."blockNumber", array_agg(p."accountId") as accounts,
       array_agg(p.amount::text) as amounts
     from "Journal" j join "Posting" p on p."journalId" = j.id
     where j."blockNumber" between $1 and $2 and j.reverses is null and j."factKey" like '0x%'
       and not exists (select 1 from "Journal" r where r.reverses = j.id)
     group by j.id`,
    [from, to],
  );
  return found.rows.map((row) => ({ ...row, amounts: row.amounts.map(BigInt) }));
};

const textOf = (key: string, name: string, lines: readonly string[]): string =>
  [key.split("~")[0], name, ...[...lines].sort()].join(" ");

const standingText = ({ factKey, name, accounts, amounts }: Standing): string =>
  textOf(
    factKey,
    name,
    accounts.map((account, place) => `${account}=${amounts[place]}`),
  );

const toldText = ({ factKey, entry }: ToldEntry): string =>
  textOf(
    factKey,
    entry.name,
    entry.postings.map(({ account, amount }) => `${accountId(account)}=${amount}`),
  );

const isSame = (standing: readonly Standing[], told: readonly ToldEntry[]): boolean => {
  const [before, now] = [standing.map(standingText).sort(), told.map(toldText).sort()];
  return before.length === now.length && before.every((text, place) => text === now[place]);
};

/** Books a block again under keys that no earlier booking of it has. */
const rebook = async (client: pg.PoolClient, hash: string, told: readonly ToldEntry[]) => {
  const earlier = await client.query<{ n: bigint }>(
    `select count(*) as n from "Journal" where reverses is null and starts_with("factKey", $1)`,
    [hash],
  );
  const times = earlier.rows[0]?.n ?? 0n;
  await book(
    client,
    told.map((entry) => ({
      ...entry,
      factKey: times === 0n ? entry.factKey : `${entry.factKey}~${times}`,
    })),
  );
};

/** Leaves the books of a block alone where they are right, else takes them back and books the block again. */
const mend =
  (range: { from: number; to: number }, count: { rebooked: number }): Bookkeeping =>
  async (client, { entries }) => {
    const hashOf = ({ factKey }: Standing) => factKey.split(":")[0] ?? "";
    const standing = groupBy(await standingIn(client, range.from, range.to), hashOf);
    const told = groupBy(entries, ({ blockHash }) => blockHash);
    for (const hash of new Set([...standing.keys(), ...told.keys()])) {
      const [before, now] = [standing.get(hash) ?? [], told.get(hash) ?? []];
      if (isSame(before, now)) continue;
      const [first] = before;
      if (first) await reverseBlock(client, hash, first.blockNumber);
      await rebook(client, hash, now);
      count.rebooked += 1;
    }
  };

const headOf = ({ blockNumber, blockHash, blockAt }: ChainFact) => ({
  number: blockNumber,
  hash: blockHash,
  parentHash: "",
  blockAt,
  evidence: null,
});

/** Blocks above a height as they were told. */
const toldAbove = async (client: pg.PoolClient, number: number): Promise<BlockFacts[]> => {
  const found = await client.query<ChainFact>(
    `select "blockNumber", "blockHash", "blockAt", "txHash", "logIndex", part, contract, name, "receivableId", args
     from "ChainEvent" where "blockNumber" > $1 order by "blockNumber", "logIndex", part`,
    [number],
  );
  const blocks = groupBy(found.rows, ({ blockHash }) => blockHash);
  return [...blocks.values()].flatMap((facts) => {
    const [first] = facts;
    return first ? [{ ...headOf(first), facts }] : [];
  });
};

/** Receivables the read model calls registered though no fact tells of them. */
const forget = async (client: pg.PoolClient): Promise<void> => {
  const found = await client.query<{ id: string }>(
    `select id from "Receivable" r where "registeredAt" is not null and not exists (
       select 1 from "ChainEvent" e where e."receivableId" = r.id and e.contract = 'Receivables')`,
  );
  const ids = found.rows.map(({ id }) => id);
  if (ids.length === 0) return;
  const states = ids.map((id) => ({ id, state: UNKNOWN_RECEIVABLE }));
  await retell(client, states, { undoing: true });
  await markRegistrations(client, ids, false);
};

/** An account's running balance is the sum of its postings. */
const addUp = (client: pg.PoolClient) =>
  client.query(
    `update "LedgerAccount" a set balance = s.sum
     from (select a.id, coalesce(sum(p.amount), 0) as sum from "LedgerAccount" a
           left join "Posting" p on p."accountId" = a.id group by a.id) s
     where s.id = a.id and a.balance <> s.sum`,
  );

const HIGHEST = 2_147_483_647;

/**
 * Throws the events away and tells them anew, in the caller's transaction; pages see the old model until it commits.
 * @throws Error when the index no longer holds `upTo`.
 */
export const rebuild = async (
  client: pg.PoolClient,
  installation: Installation,
  { upTo, told }: { upTo: KnownBlock; told: AsyncIterable<readonly BlockFacts[]> },
): Promise<Rebuilt> => {
  await client.query("set local statement_timeout = 0");
  await cursorOf(client, "seen", "for update");
  if ((await keptBlock(client, upTo.number))?.hash !== upTo.hash)
    throw new Error(`The chain moved away from block ${upTo.number} meanwhile: try again.`);
  const tail = await toldAbove(client, upTo.number);
  await client.query('delete from "ChainEvent"');
  await client.query('delete from "CollectionAccount"');
  const count = { facts: 0, rebooked: 0 };
  let from = 0;
  const retold = async (blocks: readonly BlockFacts[], to: number): Promise<void> => {
    await tellFacts(client, installation, { blocks, keep: mend({ from, to }, count) });
    count.facts += blocks.reduce((sum, { facts }) => sum + facts.length, 0);
    from = to + 1;
  };
  for await (const blocks of told) await retold(blocks, blocks.at(-1)?.number ?? from - 1);
  await retold([], upTo.number);
  await retold(tail, HIGHEST);
  await forget(client);
  await addUp(client);
  return count;
};
