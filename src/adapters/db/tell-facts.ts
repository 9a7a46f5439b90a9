import type pg from "pg";
import { factsAbout, insertFacts } from "@/adapters/db/fact-rows";
import { journalOf } from "@/adapters/db/journal";
import { book, timesBooked } from "@/adapters/db/ledger-store";
import { markFundings, markRegistrations, retell } from "@/adapters/db/projection-store";
import type { ChainFact } from "@/core/chain-fact/chain-fact";
import { type ReceivableState, receivableFrom } from "@/core/chain-fact/receivable-state";
import { type ToldBlocks, type ToldEntry, tellBlocks } from "@/core/chain-fact/tell-block";
import { groupBy } from "@/core/group-by";
import type { IntentWish } from "@/core/intent/intent";
import { sweepsWanted } from "@/core/keeper/sweeps-wanted";
import type { Currency } from "@/core/money";
import type { BlockFacts } from "@/ports/chain-reader";
import type { Clock } from "@/ports/clock";

/** What telling needs to know of the installation. */
export type Installation = {
  readonly clock: Clock;
  /** Checksummed address of the Receivables contract. */
  readonly contract: string;
  /** Currency of a checksummed coin address. */
  readonly currencyOf: (coin: string) => Currency | null;
};

/** Which of these addresses are collection accounts, and of which receivable. */
export const collectionsAmong = async (
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

/** Registrations among facts. */
export const lotsOf = (facts: readonly ChainFact[]): ChainFact[] =>
  facts.filter(({ name }) => name === "LotRegistered");

/** Transactions that carried facts of this name. */
export const hashesOf = (facts: readonly ChainFact[], name: string): string[] => [
  ...new Set(facts.filter((fact) => fact.name === name).map(({ txHash }) => txHash)),
];

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
  const accounts = lotsOf(facts).map(accountOf);
  const watched = new Set((await collectionsAmong(client, accounts)).keys());
  return facts.map((fact) => {
    if (fact.name !== "LotRegistered") return fact;
    const isWatched = watched.has(accountOf(fact));
    watched.add(accountOf(fact));
    return isWatched ? { ...fact, args: { ...fact.args, openingBalance: "0" } } : fact;
  });
};

/** State of these receivables as the facts stored so far tell it. */
export const statesOf = async (
  client: pg.PoolClient,
  ids: readonly string[],
): Promise<Map<string, ReceivableState>> => {
  const known = await factsAbout(client, ids);
  return new Map([...known].map(([id, facts]) => [id, receivableFrom(facts)]));
};

const tell = async (
  client: pg.PoolClient,
  { contract, currencyOf }: Installation,
  facts: readonly ChainFact[],
): Promise<ToldBlocks> => {
  const ids = [...new Set(facts.flatMap(({ receivableId }) => receivableId ?? []))];
  const before = await statesOf(client, ids);
  const moves = facts.filter(({ name }) => name === "Transfer");
  const sides = moves.flatMap(({ args }) => [String(args.from), String(args.to)]);
  const stored = await collectionsAmong(client, [...new Set(sides)]);
  const fresh = new Map(lotsOf(facts).map((lot) => [String(lot.args.collectionAccount), lot]));
  const collectionOf = (address: string, blockNumber: number): string | null => {
    const lot = fresh.get(address);
    if (lot && lot.blockNumber <= blockNumber) return lot.receivableId;
    return stored.get(address) ?? null;
  };
  return tellBlocks({ contract, currencyOf, collectionOf, before }, facts);
};

/** Books what blocks moved; a block that was booked and taken back before gets keys of its own. */
export const bookEntries = async (
  client: pg.PoolClient,
  entries: readonly ToldEntry[],
): Promise<void> => {
  const blocks = groupBy(entries, ({ blockHash }) => blockHash);
  const firstKeys = [...blocks.values()].flatMap(([first]) => first?.factKey ?? []);
  const known = await client.query<{ factKey: string }>(
    'select "factKey" from "Journal" where "factKey" = any($1::text[])',
    [firstKeys],
  );
  const times = new Map<string, number>();
  for (const { factKey } of known.rows)
    times.set(factKey.split(":")[0] ?? "", await timesBooked(client, factKey));
  await book(
    client,
    entries.map((entry) => {
      const before = times.get(entry.blockHash) ?? 0;
      return { ...entry, factKey: before === 0 ? entry.factKey : `${entry.factKey}~${before}` };
    }),
  );
};

/** Intents whose transaction these blocks carry are mined from this moment on, as the read model says. */
const markMined = (client: pg.PoolClient, facts: readonly ChainFact[]) => {
  const carried = [...new Map(facts.map((fact) => [fact.txHash, fact.blockNumber]))];
  return client.query(
    `with moved as (
       update "Intent" i set status = 'mined', "txHash" = a.hash, "blockNumber" = c.number, error = null, "updatedAt" = now()
       from "TxAttempt" a join unnest($1::text[], $2::int[]) as c(hash, number) on c.hash = a.hash
       where a."intentId" = i.id and i.status in ('signed', 'sent', 'failed')
       returning i.id)
     select pg_notify('quaynote', 'intent:' || id) from moved`,
    [carried.map(([hash]) => hash), carried.map(([, number]) => number)],
  );
};

/** Sweeps of money that still lies in a collection account after these blocks, where none that was put off will take it. */
const stillWanted = async (
  client: pg.PoolClient,
  wishes: readonly IntentWish[],
): Promise<readonly IntentWish[]> => {
  if (wishes.length === 0) return [];
  const holding = await client.query<{ id: string; isPutOff: boolean }>(
    `select "receivableId" as id, exists (select 1 from "Intent" i where i."receivableId" = a."receivableId"
       and i.kind = 'sweep' and i.status = 'waiting' and i.error is not null) as "isPutOff"
     from "LedgerAccount" a
     where code = 'collection-cash' and balance > 0 and "receivableId" = any($1::text[]) group by 1`,
    [wishes.map(({ receivableId }) => receivableId)],
  );
  const isPutOff = new Map(holding.rows.map((row) => [row.id, row.isPutOff]));
  return wishes.filter(({ kind, receivableId = "" }) =>
    kind === "sweep" ? isPutOff.get(receivableId) === false : isPutOff.has(receivableId),
  );
};

/** What is done with the entries of told blocks: booked, or compared with what stands. */
export type Bookkeeping = (client: pg.PoolClient, told: ToldBlocks) => Promise<void>;

/**
 * Stores the facts of blocks, books them and writes the read model, in the caller's transaction. `keep` runs after the facts
 * are stored, before the read model. Answers the receivables touched.
 */
export const tellFacts = async (
  client: pg.PoolClient,
  installation: Installation,
  { blocks, keep }: { readonly blocks: readonly BlockFacts[]; readonly keep: Bookkeeping },
): Promise<string[]> => {
  const facts = await openedOnce(
    client,
    blocks.flatMap((block) => block.facts),
  );
  if (facts.length === 0) {
    await keep(client, { entries: [], states: new Map() });
    return [];
  }
  const lots = lotsOf(facts);
  const told = await tell(client, installation, facts);
  if (lots.length > 0) await insertCollections(client, lots);
  await insertFacts(client, facts);
  await keep(client, told);
  const states = [...told.states].map(([id, state]) => ({ id, state }));
  await retell(client, states, { undoing: false });
  if (lots.length > 0)
    await markRegistrations(
      client,
      lots.map(({ receivableId }) => receivableId ?? ""),
      true,
    );
  const funded = hashesOf(facts, "Funded");
  if (funded.length > 0) await markFundings(client, funded, true);
  await markMined(client, facts);
  const journal = journalOf(client, installation.clock);
  for (const wish of await stillWanted(client, sweepsWanted(facts, told.states)))
    await journal.wish(wish);
  return [...told.states.keys()];
};
