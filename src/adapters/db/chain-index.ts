import type pg from "pg";
import { factsAbout, factsIn, insertFacts } from "@/adapters/db/fact-rows";
import { journalOf } from "@/adapters/db/journal";
import { book, reverseBlock, timesBooked } from "@/adapters/db/ledger-store";
import { markFundings, markRegistrations, retell } from "@/adapters/db/projection-store";
import { inTransaction } from "@/adapters/db/transact";
import type { ChainFact } from "@/core/chain-fact/chain-fact";
import { receivableFrom, UNKNOWN_RECEIVABLE } from "@/core/chain-fact/receivable-state";
import { type ToldBlock, tellBlock } from "@/core/chain-fact/tell-block";
import { sweepsWanted } from "@/core/keeper/sweeps-wanted";
import type { Currency } from "@/core/money";
import { type ChainIndex, type Cursor, DeepReorganisation } from "@/ports/chain-index";
import type { BlockFacts, BlockHead } from "@/ports/chain-reader";
import type { Clock } from "@/ports/clock";

/** Blocks kept below the final one, so that a lost block always has its parent here. */
const KEEP_BLOCKS = 300;

export type ChainIndexSettings = {
  readonly pool: pg.Pool;
  readonly clock: Clock;
  /** Checksummed address of the Receivables contract. */
  readonly contract: string;
  /** Currency of a checksummed coin address. */
  readonly currencyOf: (coin: string) => Currency | null;
};

type CursorRow = { number: number; hash: string; blockAt: Date };

const cursorOf = async (
  client: pg.Pool | pg.PoolClient,
  grade: "seen" | "final",
  lock = "",
): Promise<Cursor | null> => {
  const found = await client.query<CursorRow>(
    `select number, hash, "blockAt" from "ChainCursor" where grade = $1 ${lock}`,
    [grade],
  );
  return found.rows[0] ?? null;
};

const moveCursor = (client: pg.PoolClient, grade: "seen" | "final", to: Cursor) =>
  client.query(
    `insert into "ChainCursor" (grade, number, hash, "blockAt", "updatedAt") values ($1, $2, $3, $4, now())
     on conflict (grade) do update set number = excluded.number, hash = excluded.hash,
       "blockAt" = excluded."blockAt", "updatedAt" = excluded."updatedAt"`,
    [grade, to.number, to.hash, to.blockAt],
  );

const insertBlock = (client: pg.PoolClient, block: BlockHead) =>
  client.query(
    `insert into "ChainBlock" (number, hash, "parentHash", "blockAt") values ($1, $2, $3, $4)`,
    [block.number, block.hash, block.parentHash, block.blockAt],
  );

const announce = async (client: pg.PoolClient, ids: Iterable<string>): Promise<void> => {
  const subjects = ["chain", ...[...ids].map((id) => `receivable:${id}`)];
  await client.query("select pg_notify('quaynote', s) from unnest($1::text[]) as s", [subjects]);
};

/** Which of these addresses are collection accounts, and of which receivable. */
const collectionsAmong = async (
  client: pg.Pool | pg.PoolClient,
  addresses: readonly string[],
): Promise<Map<string, string>> => {
  if (addresses.length === 0) return new Map();
  const found = await client.query<{ address: string; receivableId: string }>(
    'select address, "receivableId" from "CollectionAccount" where address = any($1::text[])',
    [addresses],
  );
  return new Map(found.rows.map(({ address, receivableId }) => [address, receivableId]));
};

const lotsOf = (facts: readonly ChainFact[]): ChainFact[] =>
  facts.filter(({ name }) => name === "LotRegistered");

const insertCollections = (client: pg.PoolClient, lots: readonly ChainFact[]) =>
  client.query(
    `insert into "CollectionAccount" (address, "receivableId") select * from unnest($1::text[], $2::text[])
     on conflict do nothing`,
    [
      lots.map(({ args }) => String(args.collectionAccount)),
      lots.map(({ receivableId }) => receivableId),
    ],
  );

/** An account that is watched already opens with nothing: what lies in it is in the books. */
const openedOnce = async (
  client: pg.PoolClient,
  facts: readonly ChainFact[],
): Promise<readonly ChainFact[]> => {
  const accountOf = ({ args }: ChainFact): string => String(args.collectionAccount);
  const watched = await collectionsAmong(client, lotsOf(facts).map(accountOf));
  return facts.map((fact) =>
    fact.name === "LotRegistered" && watched.has(accountOf(fact))
      ? { ...fact, args: { ...fact.args, openingBalance: "0" } }
      : fact,
  );
};

const tell = async (
  client: pg.PoolClient,
  { contract, currencyOf }: ChainIndexSettings,
  facts: readonly ChainFact[],
): Promise<ToldBlock> => {
  const ids = [...new Set(facts.flatMap(({ receivableId }) => receivableId ?? []))];
  const before = await factsAbout(client, ids);
  const moves = facts.filter(({ name }) => name === "Transfer");
  const sides = moves.flatMap(({ args }) => [String(args.from), String(args.to)]);
  const collections = await collectionsAmong(client, [...new Set(sides)]);
  return tellBlock(
    {
      contract,
      currencyOf,
      collectionOf: (address) => collections.get(address) ?? null,
      before,
    },
    facts,
  );
};

const bookBlock = async (client: pg.PoolClient, block: BlockHead, told: ToldBlock) => {
  const [first] = told.entries;
  if (!first) return;
  const times = await timesBooked(client, first.factKey);
  await book(
    client,
    told.entries.map((entry) => ({
      ...entry,
      factKey: times === 0 ? entry.factKey : `${entry.factKey}~${times}`,
      blockNumber: block.number,
    })),
  );
};

const hashesOf = (facts: readonly ChainFact[], name: string): string[] => [
  ...new Set(facts.filter((fact) => fact.name === name).map(({ txHash }) => txHash)),
];

const applyFacts = async (
  client: pg.PoolClient,
  settings: ChainIndexSettings,
  block: BlockFacts,
): Promise<string[]> => {
  const facts = await openedOnce(client, block.facts);
  const lots = lotsOf(facts);
  if (lots.length > 0) await insertCollections(client, lots);
  const told = await tell(client, settings, facts);
  await insertFacts(client, facts);
  await bookBlock(client, block, told);
  for (const [id, state] of told.states) await retell(client, { id, state, undoing: false });
  if (lots.length > 0)
    await markRegistrations(
      client,
      lots.map(({ receivableId }) => receivableId ?? ""),
      true,
    );
  await markFundings(client, hashesOf(block.facts, "Funded"), true);
  await markMined(client, block);
  const journal = journalOf(client, settings.clock);
  for (const wish of sweepsWanted(block.facts, told.states)) await journal.wish(wish);
  return [...told.states.keys()];
};

/** Intents whose transaction this block carries are mined from this moment on, as the read model says. */
const markMined = (client: pg.PoolClient, block: BlockFacts) =>
  client.query(
    `with moved as (
       update "Intent" i set status = 'mined', "txHash" = a.hash, "blockNumber" = $2, error = null, "updatedAt" = now()
       from "TxAttempt" a
       where a."intentId" = i.id and a.hash = any($1::text[]) and i.status in ('signed', 'sent', 'failed')
       returning i.id)
     select pg_notify('quaynote', 'intent:' || id) from moved`,
    [[...new Set(block.facts.map(({ txHash }) => txHash))], block.number],
  );

const apply = (settings: ChainIndexSettings, block: BlockFacts) =>
  inTransaction(settings.pool, async (client) => {
    const cursor = await cursorOf(client, "seen", "for update");
    if (cursor?.number !== block.number - 1 || cursor.hash !== block.parentHash)
      return { kind: "stale" } as const;
    await insertBlock(client, block);
    const touched = block.facts.length > 0 ? await applyFacts(client, settings, block) : [];
    await moveCursor(client, "seen", block);
    await announce(client, touched);
    return { kind: "applied", touched } as const;
  });

const undoFacts = async (client: pg.PoolClient, block: Cursor): Promise<string[]> => {
  const facts = await factsIn(client, block.hash);
  if (facts.length === 0) return [];
  const ids = [...new Set(facts.flatMap(({ receivableId }) => receivableId ?? []))];
  const lots = lotsOf(facts).map(({ receivableId }) => receivableId ?? "");
  await reverseBlock(client, block.hash, block.number);
  await client.query('delete from "ChainEvent" where "blockHash" = $1', [block.hash]);
  await client.query(
    `delete from "CollectionAccount" c where "receivableId" = any($1::text[]) and not exists (
       select 1 from "ChainEvent" e where e."receivableId" = c."receivableId" and e.name = 'LotRegistered')`,
    [lots],
  );
  const left = await factsAbout(client, ids);
  for (const id of ids) {
    const known = left.get(id);
    const state = known ? receivableFrom(known) : UNKNOWN_RECEIVABLE;
    await retell(client, { id, state, undoing: true });
  }
  if (lots.length > 0) await markRegistrations(client, lots, false);
  await markFundings(client, hashesOf(facts, "Funded"), false);
  return ids;
};

const undo = (settings: ChainIndexSettings, block: Cursor) =>
  inTransaction(settings.pool, async (client) => {
    const cursor = await cursorOf(client, "seen", "for update");
    if (cursor?.hash !== block.hash) return { kind: "stale" } as const;
    const final = await cursorOf(client, "final");
    if (final && block.number <= final.number)
      throw new DeepReorganisation(`The chain lost block ${block.number}, which was final.`);
    const touched = await undoFacts(client, block);
    await client.query('delete from "ChainBlock" where hash = $1', [block.hash]);
    const parent = await client.query<CursorRow>(
      'select number, hash, "blockAt" from "ChainBlock" where number = $1',
      [block.number - 1],
    );
    const [back] = parent.rows;
    if (!back)
      throw new DeepReorganisation(`Block ${block.number - 1} is not kept: nothing to go back to.`);
    await moveCursor(client, "seen", back);
    await announce(client, touched);
    return { kind: "applied", touched } as const;
  });

const finalise = (pool: pg.Pool, number: number) =>
  inTransaction(pool, async (client) => {
    const block = await client.query<CursorRow>(
      'select number, hash, "blockAt" from "ChainBlock" where number = $1',
      [number],
    );
    const final = await cursorOf(client, "final", "for update");
    const [to] = block.rows;
    if (!to || (final && final.number >= number)) return;
    await moveCursor(client, "final", to);
    const settled = await client.query<{ id: string }>(
      `update "Receivable" r set grade = 'final' where grade = 'seen' and not exists (
         select 1 from "ChainEvent" e where e."receivableId" = r.id and e."blockNumber" > $1)
       returning id`,
      [number],
    );
    await client.query('delete from "ChainBlock" where number < $1', [number - KEEP_BLOCKS]);
    if (settled.rows.length > 0)
      await announce(
        client,
        settled.rows.map(({ id }) => id),
      );
  });

/** The read model, the books and the cursor in PostgreSQL; one block is one transaction. */
export const chainIndex = (settings: ChainIndexSettings): ChainIndex => ({
  cursor: (grade) => cursorOf(settings.pool, grade),
  begin: (block) =>
    inTransaction(settings.pool, async (client) => {
      await client.query("select pg_advisory_xact_lock(7202)");
      if (await cursorOf(client, "seen")) return;
      await insertBlock(client, block);
      await moveCursor(client, "seen", block);
    }),
  hashAt: async (number) => {
    const found = await settings.pool.query<{ hash: string }>(
      'select hash from "ChainBlock" where number = $1',
      [number],
    );
    return found.rows[0]?.hash ?? null;
  },
  collectionsAmong: (addresses) => collectionsAmong(settings.pool, addresses),
  apply: (block) => apply(settings, block),
  undo: (block) => undo(settings, block),
  finalise: (number) => finalise(settings.pool, number),
});
