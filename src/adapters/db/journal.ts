import { createHash, randomUUID } from "node:crypto";
import type pg from "pg";
import { Refusal } from "@/core/refusal";
import type { Clock } from "@/ports/clock";
import { type Landmark, noLandmark } from "@/ports/landmark";
import type { AuditFact, Journal } from "@/ports/transact";

/** Held by whoever adds to the audit trail, until it commits. */
export const AUDIT_LOCK = 7_201;

/** The text an audit row's hash covers: every column in a fixed order. */
export const auditText = (fact: AuditFact, at: Date, previousHash: string): string =>
  JSON.stringify([
    previousHash,
    fact.name,
    fact.actor,
    fact.organisationId,
    fact.subject,
    Object.entries(fact.data ?? {}).sort(([left], [right]) => (left < right ? -1 : 1)),
    at.toISOString(),
  ]);

export const auditHash = (text: string): string => createHash("sha256").update(text).digest("hex");

const record = async (client: pg.PoolClient, clock: Clock, fact: AuditFact): Promise<void> => {
  await client.query("select pg_advisory_xact_lock($1)", [AUDIT_LOCK]);
  const last = await client.query<{ hash: string }>(
    'select hash from "AuditFact" order by id desc limit 1',
  );
  const previousHash = last.rows[0]?.hash ?? "0".repeat(64);
  const at = clock.now();
  await client.query(
    `insert into "AuditFact" (name, actor, "organisationId", subject, data, at, "previousHash", hash)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      fact.name,
      fact.actor,
      fact.organisationId,
      fact.subject,
      JSON.stringify(fact.data ?? {}),
      at,
      previousHash,
      auditHash(auditText(fact, at, previousHash)),
    ],
  );
};

/**
 * The journal of one transaction: audit rows, intents and page announcements that commit or vanish with it. With a
 * `waitingMax` a wish for a lane in which so many wait is refused with `intent.queue_full`, give or take the transactions
 * that are under way at the same moment; what the chain itself calls for is never refused.
 */
export const journalOf = (
  client: pg.PoolClient,
  clock: Clock,
  landmark: Landmark = noLandmark,
  waitingMax: number | null = null,
): Journal => ({
  record: (fact) => record(client, clock, fact),
  wish: async (wish) => {
    const now = clock.now();
    const made = await client.query<{ id: string }>(
      `insert into "Intent" (id, key, kind, payload, signer, "receivableId", "organisationId", status, "createdAt", "updatedAt")
       select $1, $2, $3, $4, $5, $6, $7, 'waiting', $8, $8
       where $9::int is null or exists (select 1 from "Intent" where key = $2)
         or (select count(*) from (select 1 from "Intent" where status = 'waiting' and signer = $5 limit $9) w) < $9
       on conflict (key) do update set key = excluded.key returning id`,
      [
        randomUUID(),
        wish.key,
        wish.kind,
        JSON.stringify(wish.payload),
        wish.signer,
        wish.receivableId ?? null,
        wish.organisationId ?? null,
        now,
        waitingMax,
      ],
    );
    const [row] = made.rows;
    if (!row) throw new Refusal("intent.queue_full");
    landmark("intent-inserted");
    await client.query("select pg_notify('quaynote_intents', '')");
    return row.id;
  },
  announce: async (subject) => {
    await client.query("select pg_notify('quaynote', $1)", [subject]);
  },
});
