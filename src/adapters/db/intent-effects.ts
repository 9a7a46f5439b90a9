import type pg from "pg";
import type { RevertReason } from "@/ports/chain-sender";

/**
 * What waits for an intent, and how it learns that the intent failed. Success needs no row here:
 * the indexer tells it from the chain's own facts.
 */
const effects: readonly string[] = [
  `update "Funding" set status = 'failed', error = $2 where "intentId" = $1 and status = 'submitted'`,
  `update "Registration" g set status = 'failed' from "Intent" i
   where i.id = $1 and i.kind = 'register' and g.status in ('countersigned', 'submitted')
     and g.id = coalesce(i.payload->>'registrationId', split_part(i.key, ':', 2)) and $2 <> ''`,
  `update "Attestation" a set status = 'failed' from "Intent" i
   where i.id = $1 and i.kind in ('release', 'lodge') and a.status = 'signed' and $2 <> ''
     and (a.id = i.payload->>'attestationId' or (a."receivableId" = i."receivableId"
       and a.sequence = (i.payload->'attestation'->>'seq')::int))`,
  `update "CreditNote" c set status = 'failed' from "Intent" i
   where i.id = $1 and i.kind = 'dilute' and c.status = 'signed' and $2 <> ''
     and c.id = i.payload->>'creditNoteId'`,
];

/** Marks everything that waited for a failed intent, in the caller's transaction, and tells open pages. */
export const failWaitingRows = async (
  client: pg.PoolClient,
  intentId: string,
  reason: RevertReason,
): Promise<void> => {
  for (const effect of effects) await client.query(effect, [intentId, reason.says]);
  await client.query(
    `select pg_notify('quaynote', 'receivable:' || "receivableId") from "Intent"
     where id = $1 and "receivableId" is not null`,
    [intentId],
  );
};
