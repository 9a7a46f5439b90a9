import type pg from "pg";
import { journalOf } from "@/adapters/db/journal";
import type { Halt, Resumption } from "@/ports/chain-index";
import type { Clock } from "@/ports/clock";

const HALT_LOCK = 7_203;

/** The halt that is open, or null. */
export const openHalt = async (client: pg.Pool | pg.PoolClient): Promise<Halt | null> => {
  const found = await client.query<Halt>(
    'select "blockNumber", reason, "haltedAt" from "ChainHalt" where "resumedAt" is null order by id limit 1',
  );
  return found.rows[0] ?? null;
};

/** Opens a halt unless one is open, in the caller's transaction. */
export const insertHalt = async (
  client: pg.PoolClient,
  clock: Clock,
  { blockNumber, reason }: Omit<Halt, "haltedAt">,
): Promise<void> => {
  await client.query("select pg_advisory_xact_lock($1)", [HALT_LOCK]);
  if (await openHalt(client)) return;
  await client.query(
    'insert into "ChainHalt" ("blockNumber", reason, "haltedAt") values ($1, $2, now())',
    [blockNumber, reason],
  );
  await journalOf(client, clock).record({
    name: "chain.halted",
    actor: "worker",
    organisationId: null,
    subject: String(blockNumber),
    data: { reason },
  });
  await client.query("select pg_notify('quaynote', 'chain')");
};

/**
 * Closes the open halt and writes who did it and why, in the caller's transaction. Money sent in blocks that went is looked
 * for again: its stored bytes are sent once more where the chain no longer has them.
 * @throws Error when nothing is halted.
 */
export const closeHalt = async (
  client: pg.PoolClient,
  clock: Clock,
  { to, by, because, undone }: Resumption & { readonly undone: number },
): Promise<void> => {
  const closed = await client.query<{ reason: string }>(
    `update "ChainHalt" set "resumedAt" = now(), "resumedBy" = $1, because = $2
     where "resumedAt" is null returning reason`,
    [by, because],
  );
  const [halt] = closed.rows;
  if (!halt) throw new Error("Nothing is halted.");
  await client.query(
    `update "Intent" set status = 'mined', "updatedAt" = now() where status = 'final' and "blockNumber" > $1`,
    [to],
  );
  await journalOf(client, clock).record({
    name: "chain.resumed",
    actor: by,
    organisationId: null,
    subject: String(to),
    data: { because, halted: halt.reason, undone },
  });
};
