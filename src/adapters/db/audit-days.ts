import type pg from "pg";
import { AUDIT_LOCK, journalOf } from "@/adapters/db/journal";
import { inTransaction } from "@/adapters/db/transact";
import { auditBatch, auditDateOf, auditRoot, eventKeyOf } from "@/core/audit/audit-day";
import type { AuditDays } from "@/ports/audit-days";
import type { Clock } from "@/ports/clock";

const DAY_MS = 86_400_000;

type Last = { sequence: number; lastId: bigint };
type Row = { id: bigint; hash: string; at: Date };

const endOfDay = (moment: Date): Date => new Date(Date.parse(auditDateOf(moment)) + DAY_MS);

/** The rows after `lastId` up to the first of a later day; none while that day is not over. */
const openDay = async (client: pg.PoolClient, lastId: bigint, now: Date): Promise<Row[]> => {
  const first = await client.query<Row>(
    'select id, hash, at from "AuditFact" where id > $1 order by id limit 1',
    [lastId],
  );
  const [row] = first.rows;
  if (!row || endOfDay(row.at) > now) return [];
  const { rows } = await client.query<Row>(
    `select id, hash, at from "AuditFact" where id > $1
       and id < coalesce((select min(id) from "AuditFact" where id > $1 and at >= $2), 9223372036854775807)
     order by id`,
    [lastId, endOfDay(row.at)],
  );
  return rows;
};

const publisherOf = async (client: pg.PoolClient): Promise<string | null> => {
  const { rows } = await client.query<{ address: string }>(
    `select address from "SigningKey" where label = 'operator'`,
  );
  return rows[0]?.address ?? null;
};

const closeNext = async (client: pg.PoolClient, clock: Clock): Promise<number | null> => {
  // Whoever writes an audit row holds this lock to its commit, so no row of a past day is still under way.
  await client.query("select pg_advisory_xact_lock($1)", [AUDIT_LOCK]);
  const { rows } = await client.query<Last>(
    'select sequence, "lastId" from "AuditDay" order by sequence desc limit 1',
  );
  const last = rows[0] ?? { sequence: 0, lastId: 0n };
  const facts = await openDay(client, last.lastId, clock.now());
  const [first, newest] = [facts[0], facts.at(-1)];
  const publisher = first && (await publisherOf(client));
  if (!first || !newest || !publisher) return null;
  const day = {
    sequence: last.sequence + 1,
    root: auditRoot(
      facts.map(({ id, hash }) => ({ eventKey: eventKeyOf(id), contentHash: `0x${hash}` })),
    ),
    leaves: facts.length,
    publisher,
  };
  await client.query(
    `insert into "AuditDay" (sequence, date, "firstId", "lastId", leaves, root, publisher, "createdAt")
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      ...[day.sequence, auditDateOf(first.at), first.id.toString(), newest.id.toString()],
      ...[day.leaves, day.root, publisher, clock.now()],
    ],
  );
  await journalOf(client, clock).wish({
    key: `anchor-audit:${day.sequence}`,
    kind: "anchor-audit",
    payload: { batch: auditBatch(day), signature: "0x" },
    signer: "operator",
  });
  return day.sequence;
};

/** Days of the audit trail in PostgreSQL. */
export const auditDays = ({ pool, clock }: { pool: pg.Pool; clock: Clock }): AuditDays => ({
  closeNext: () => inTransaction(pool, (client) => closeNext(client, clock)),
});
