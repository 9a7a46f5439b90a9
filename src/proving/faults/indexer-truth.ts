import { createHash } from "node:crypto";
import { currencyOfCoin } from "@/adapters/chain/contracts";
import type { ChainFact } from "@/core/chain-fact/chain-fact";
import { tellBlocks } from "@/core/chain-fact/tell-block";
import type { Verdict } from "./fault-row";
import type { Trial } from "./indexer-trial";
import { verdictOf } from "./verdict";

/** What differs between the chain itself and what is kept of it; all zero where every promise holds. */
export type Differences = {
  /** Facts and standing journals that the chain has and we have not, and the other way round. */
  readonly missing: number;
  readonly extra: number;
  /** Minor units by which books and chain differ, and receivables whose figures differ. */
  readonly money: bigint;
  readonly strays: number;
  /** Heights without a block between the first and the newest one. */
  readonly gaps: number;
};

const factKey = ({ blockHash, txHash, logIndex, part, name }: ChainFact): string =>
  [blockHash, txHash, logIndex, part, name].join(":");

/** Every fact on the chain as it is now, read from block 0 without looking at what is kept. */
const factsOnChain = async ({ world }: Trial): Promise<ChainFact[]> => {
  const facts: ChainFact[] = [];
  await world.usecases.readFacts((portion) => {
    facts.push(...portion.flatMap((block) => block.facts));
  });
  return facts;
};

const compareSets = (kept: readonly string[], wanted: readonly string[]) => {
  const [have, want] = [new Set(kept), new Set(wanted)];
  return {
    missing: [...want].filter((key) => !have.has(key)).length,
    extra: [...have].filter((key) => !want.has(key)).length + kept.length - have.size,
  };
};

const journalKeys = ({ world }: Trial, facts: readonly ChainFact[]): string[] => {
  const accounts = new Map(
    facts.flatMap(({ name, args, receivableId }) =>
      name === "LotRegistered" ? [[String(args.collectionAccount), receivableId] as const] : [],
    ),
  );
  const told = tellBlocks(
    {
      contract: world.settlement.contract,
      currencyOf: (coin) => currencyOfCoin(world.node.book, coin),
      collectionOf: (address) => accounts.get(address) ?? null,
      before: new Map(),
    },
    facts,
  );
  return told.entries.map((entry) => entry.factKey);
};

/** Compares everything that is kept with the chain, event by event and journal by journal, and the books with its balances. */
export const differences = async (trial: Trial): Promise<Differences> => {
  const { pool } = trial.world;
  const facts = await factsOnChain(trial);
  const events = await pool.query<ChainFact>('select * from "ChainEvent"');
  const journals = await pool.query<{ key: string }>(
    `select split_part("factKey", '~', 1) as key from "Journal" j where reverses is null and "factKey" like '0x%'
       and not exists (select 1 from "Journal" r where r.reverses = j.id)`,
  );
  const gaps = await pool.query<{ n: number }>(
    'select (max(number) - min(number) + 1 - count(*))::int as n from "ChainBlock"',
  );
  await pool.query('delete from "Reconciliation"');
  const finding = await trial.world.reconcile();
  const sides = [
    compareSets(events.rows.map(factKey), facts.map(factKey)),
    compareSets(
      journals.rows.map(({ key }) => key),
      journalKeys(trial, facts),
    ),
  ];
  return {
    missing: sides.reduce((sum, { missing }) => sum + missing, 0),
    extra: sides.reduce((sum, { extra }) => sum + extra, 0),
    money: (finding?.comparisons ?? []).reduce(
      (sum, { difference }) => sum + (difference < 0n ? -difference : difference),
      0n,
    ),
    strays: finding?.strays.length ?? 0,
    gaps: gaps.rows[0]?.n ?? 0,
  };
};

/** What is wrong in words; empty where nothing is. */
export const faultsIn = ({ missing, extra, money, strays, gaps }: Differences): string => {
  const all = { missing, extra, "minor units off": money, strays, gaps };
  return Object.entries(all)
    .filter(([, count]) => BigInt(count) !== 0n)
    .map(([what, count]) => `${count} ${what}`)
    .join(", ");
};

/** Held where every one of these texts is empty, else broken by the others. */
export const verdict = (figure: string, faults: readonly string[]): Verdict =>
  verdictOf(
    figure,
    faults.filter((fault) => fault !== ""),
  );

/** Columns that only say when a row was written. */
const TIMELESS: Readonly<Record<string, string>> = {
  Receivable: `to_jsonb(t) - 'updatedAt'`,
  LedgerAccount: "to_jsonb(t)",
  ChainEvent: "to_jsonb(t)",
  CollectionAccount: "to_jsonb(t)",
  Position: "to_jsonb(t)",
  Offer: "to_jsonb(t)",
  Attestation: "to_jsonb(t)",
  CreditNote: "to_jsonb(t)",
  Registration: "to_jsonb(t)",
  Funding: "to_jsonb(t)",
  Order: "to_jsonb(t)",
};

/** One hash over every row that the indexer writes, table by table, whatever order the rows lie in. */
export const modelHash = async ({ world }: Trial): Promise<{ hash: string; rows: number }> => {
  const hash = createHash("sha256");
  let rows = 0;
  for (const [table, row] of Object.entries(TIMELESS)) {
    const found = await world.pool.query<{ text: string }>(
      `select (${row})::text as text from "${table}" t order by 1`,
    );
    rows += found.rows.length;
    hash.update(`${table}\n${found.rows.map(({ text }) => text).join("\n")}\n`);
  }
  return { hash: hash.digest("hex"), rows };
};
