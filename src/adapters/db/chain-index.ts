import type pg from "pg";
import {
  advance,
  announce,
  cursorOf,
  insertBlock,
  keptBlock,
  keptBlocks,
  moveCursor,
} from "@/adapters/db/chain-cursor";
import { closeHalt, insertHalt, openHalt } from "@/adapters/db/chain-halt";
import { rebuild } from "@/adapters/db/chain-rebuild";
import { endFailedAsDone, finaliseDone, wantAgain } from "@/adapters/db/done-by-others";
import { factsIn } from "@/adapters/db/fact-rows";
import { reverseBlock } from "@/adapters/db/ledger-store";
import { markFundings, markRegistrations, retell } from "@/adapters/db/projection-store";
import {
  bookEntries,
  collectionsAmong,
  hashesOf,
  type Installation,
  lotsOf,
  statesOf,
  tellFacts,
} from "@/adapters/db/tell-facts";
import { inTransaction } from "@/adapters/db/transact";
import { UNKNOWN_RECEIVABLE } from "@/core/chain-fact/receivable-state";
import {
  type Applied,
  type ChainIndex,
  type Cursor,
  DeepReorganisation,
  type Resumption,
} from "@/ports/chain-index";
import type { BlockFacts } from "@/ports/chain-reader";
import type { Landmark } from "@/ports/landmark";

/** Blocks kept below the final one, so that a lost block always has its parent here. */
const KEEP_BLOCKS = 300;

export type ChainIndexSettings = Installation & {
  readonly pool: pg.Pool;
  readonly landmark: Landmark;
};

const follows = (cursor: Cursor | null, blocks: readonly BlockFacts[]): boolean => {
  let parent: Pick<Cursor, "number" | "hash"> | null = cursor;
  for (const block of blocks) {
    if (parent?.number !== block.number - 1 || parent.hash !== block.parentHash) return false;
    parent = block;
  }
  return true;
};

const apply = async (
  settings: ChainIndexSettings,
  blocks: readonly BlockFacts[],
): Promise<Applied> => {
  if (blocks.length === 0) return { kind: "applied", touched: [] };
  const applied = await inTransaction(settings.pool, async (client): Promise<Applied> => {
    if (!follows(await cursorOf(client, "seen", "for update"), blocks)) return { kind: "stale" };
    const touched = await tellFacts(client, settings, {
      blocks,
      keep: async (_, { entries }) => {
        settings.landmark("block-half-told");
        if (entries.length === 0) return;
        await bookEntries(client, entries);
        settings.landmark("settlement-credited");
      },
    });
    await endFailedAsDone(
      client,
      blocks.flatMap(({ facts }) => facts),
    );
    await advance(client, blocks, touched);
    return { kind: "applied", touched };
  });
  settings.landmark("block-told");
  return applied;
};

const undoFacts = async (
  client: pg.PoolClient,
  { landmark }: ChainIndexSettings,
  block: Cursor,
): Promise<string[]> => {
  const facts = await factsIn(client, block.hash);
  if (facts.length === 0) return [];
  const ids = [...new Set(facts.flatMap(({ receivableId }) => receivableId ?? []))];
  const lots = lotsOf(facts).map(({ receivableId }) => receivableId ?? "");
  await reverseBlock(client, block.hash, block.number);
  landmark("block-half-undone");
  await client.query('delete from "ChainEvent" where "blockHash" = $1', [block.hash]);
  if (lots.length > 0)
    await client.query(
      `delete from "CollectionAccount" c where "receivableId" = any($1::text[]) and not exists (
         select 1 from "ChainEvent" e where e."receivableId" = c."receivableId" and e.name = 'LotRegistered')`,
      [lots],
    );
  const left = await statesOf(client, ids);
  const states = ids.map((id) => ({ id, state: left.get(id) ?? UNKNOWN_RECEIVABLE }));
  await retell(client, states, { undoing: true });
  if (lots.length > 0) await markRegistrations(client, lots, false);
  const funded = hashesOf(facts, "Funded");
  if (funded.length > 0) await markFundings(client, funded, false);
  await wantAgain(client, facts);
  return ids;
};

/** Takes back the block the seen cursor stands on and moves it to the parent. */
const undoNewest = async (
  client: pg.PoolClient,
  settings: ChainIndexSettings,
  block: Cursor,
): Promise<{ touched: string[]; back: Cursor }> => {
  const back = await keptBlock(client, block.number - 1);
  if (!back)
    throw new DeepReorganisation(`Block ${block.number - 1} is not kept: nothing to go back to.`);
  const touched = await undoFacts(client, settings, block);
  await client.query('delete from "ChainBlock" where hash = $1', [block.hash]);
  await moveCursor(client, "seen", back);
  await announce(client, touched);
  return { touched, back };
};

const undo = (settings: ChainIndexSettings, block: Cursor) =>
  inTransaction(settings.pool, async (client): Promise<Applied> => {
    const cursor = await cursorOf(client, "seen", "for update");
    if (cursor?.hash !== block.hash) return { kind: "stale" };
    const final = await cursorOf(client, "final");
    if (final && block.number <= final.number)
      throw new DeepReorganisation(`The chain lost block ${block.number}, which was final.`);
    const { touched } = await undoNewest(client, settings, cursor);
    return { kind: "applied", touched };
  });

/** A receivable is final once none of its facts lies above the final block. */
const settleGrades = async (client: pg.PoolClient, number: number): Promise<string[]> => {
  const settled = await client.query<{ id: string }>(
    `update "Receivable" r set grade = 'final' where grade = 'seen' and not exists (
       select 1 from "ChainEvent" e where e."receivableId" = r.id and e."blockNumber" > $1)
     returning id`,
    [number],
  );
  return settled.rows.map(({ id }) => id);
};

const finalise = (pool: pg.Pool, number: number) =>
  inTransaction(pool, async (client) => {
    const to = await keptBlock(client, number);
    const final = await cursorOf(client, "final", "for update");
    if (!to || (final && final.number >= number)) return;
    await moveCursor(client, "final", to);
    const settled = await settleGrades(client, number);
    await finaliseDone(client, number);
    await client.query('delete from "ChainBlock" where number < $1', [number - KEEP_BLOCKS]);
    if (settled.length > 0) await announce(client, settled);
  });

const resume = (settings: ChainIndexSettings, resumption: Resumption): Promise<number> =>
  inTransaction(settings.pool, async (client) => {
    let cursor = await cursorOf(client, "seen", "for update");
    const final = await cursorOf(client, "final", "for update");
    let undone = 0;
    while (cursor && cursor.number > resumption.to) {
      cursor = (await undoNewest(client, settings, cursor)).back;
      undone += 1;
    }
    if (cursor && final && final.number > cursor.number) await moveCursor(client, "final", cursor);
    await closeHalt(client, settings.clock, { ...resumption, undone });
    return undone;
  });

/** The read model, the books and the cursor in PostgreSQL; each method is one transaction. */
export const chainIndex = (settings: ChainIndexSettings): ChainIndex => {
  const { pool, clock } = settings;
  return {
    cursor: (grade) => cursorOf(pool, grade),
    begin: (block) =>
      inTransaction(pool, async (client) => {
        await client.query("select pg_advisory_xact_lock(7202)");
        if (await cursorOf(client, "seen")) return;
        await insertBlock(client, block);
        await moveCursor(client, "seen", block);
      }),
    blocksIn: (from, to) => keptBlocks(pool, from, to),
    collectionsAmong: (addresses) => collectionsAmong(pool, addresses),
    apply: (blocks) => apply(settings, blocks),
    undo: (block) => undo(settings, block),
    finalise: (number) => finalise(pool, number),
    halted: () => openHalt(pool),
    halt: (halt) => inTransaction(pool, (client) => insertHalt(client, clock, halt)),
    resume: (resumption) => resume(settings, resumption),
    rebuild: (upTo, told) =>
      inTransaction(pool, async (client) => {
        const rebuilt = await rebuild(client, settings, { upTo, told });
        await settleGrades(client, (await cursorOf(client, "final"))?.number ?? -1);
        await announce(client, []);
        return rebuilt;
      }),
  };
};
