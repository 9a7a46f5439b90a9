import type pg from "pg";
import type { Cursor } from "@/ports/chain-index";
import type { BlockFacts, BlockHead, KnownBlock } from "@/ports/chain-reader";

/** Where a grade stands; `for update` lets one worker through at a time. */
export const cursorOf = async (
  client: pg.Pool | pg.PoolClient,
  grade: "seen" | "final",
  lock: "" | "for update" = "",
): Promise<Cursor | null> => {
  const found = await client.query<Cursor>(
    `select number, hash, "blockAt" from "ChainCursor" where grade = $1 ${lock}`,
    [grade],
  );
  return found.rows[0] ?? null;
};

export const moveCursor = (client: pg.PoolClient, grade: "seen" | "final", to: Cursor) =>
  client.query(
    `insert into "ChainCursor" (grade, number, hash, "blockAt", "updatedAt") values ($1, $2, $3, $4, now())
     on conflict (grade) do update set number = excluded.number, hash = excluded.hash,
       "blockAt" = excluded."blockAt", "updatedAt" = excluded."updatedAt"`,
    [grade, to.number, to.hash, to.blockAt],
  );

export const insertBlock = (client: pg.PoolClient, block: BlockHead) =>
  client.query(
    `insert into "ChainBlock" (number, hash, "parentHash", "blockAt") values ($1, $2, $3, $4)`,
    [block.number, block.hash, block.parentHash, block.blockAt],
  );

/** A block that is kept, as a cursor would stand on it. */
export const keptBlock = async (
  client: pg.Pool | pg.PoolClient,
  number: number,
): Promise<Cursor | null> => {
  const found = await client.query<Cursor>(
    'select number, hash, "blockAt" from "ChainBlock" where number = $1',
    [number],
  );
  return found.rows[0] ?? null;
};

/** Blocks that are kept from one height to another, lowest first. */
export const keptBlocks = async (
  client: pg.Pool | pg.PoolClient,
  from: number,
  to: number,
): Promise<KnownBlock[]> => {
  const found = await client.query<KnownBlock>(
    'select number, hash, evidence from "ChainBlock" where number between $1 and $2 order by number',
    [from, to],
  );
  return found.rows;
};

const subjectsOf = (ids: Iterable<string>): string[] => [
  "chain",
  ...[...ids].map((id) => `receivable:${id}`),
];

/** Tells open pages that the chain moved, and which receivables with it. */
export const announce = async (client: pg.PoolClient, ids: Iterable<string>): Promise<void> => {
  await client.query("select pg_notify('quaynote', s) from unnest($1::text[]) as s", [
    subjectsOf(ids),
  ]);
};

/** Keeps told blocks, moves the seen cursor to the newest of them and tells open pages, in one round trip. */
export const advance = async (
  client: pg.PoolClient,
  blocks: readonly BlockFacts[],
  ids: Iterable<string>,
): Promise<void> => {
  await client.query({
    name: "advance",
    text: `with kept as (
        insert into "ChainBlock" (number, hash, "parentHash", "blockAt", evidence)
        select * from unnest($1::int[], $2::text[], $3::text[], $4::timestamp[], $5::text[])
        returning number, hash, "blockAt"),
      moved as (
        update "ChainCursor" c set number = k.number, hash = k.hash, "blockAt" = k."blockAt", "updatedAt" = now()
        from (select * from kept order by number desc limit 1) k where c.grade = 'seen')
      select pg_notify('quaynote', s) from unnest($6::text[]) as s`,
    values: [
      blocks.map(({ number }) => number),
      blocks.map(({ hash }) => hash),
      blocks.map(({ parentHash }) => parentHash),
      blocks.map(({ blockAt }) => blockAt),
      blocks.map(({ evidence }) => evidence),
      subjectsOf(ids),
    ],
  });
};
