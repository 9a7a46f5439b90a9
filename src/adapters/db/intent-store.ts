import type pg from "pg";
import { STANDING_KINDS } from "@/core/intent/intent";
import type { RetriedIntent } from "@/core/intent/retry";
import type { IntentStore } from "@/ports/intent-store";

/** Intents on one transaction's connection, for the platform only. */
export const intentStore = (client: pg.PoolClient): IntentStore => ({
  get: async (scope, id) => {
    const found = await client.query<RetriedIntent>(
      `select i.id, i.kind, i.status, i.kind = any($3) and exists (select 1 from "Intent" later
         where later.kind = i.kind and later.payload->>'account' = i.payload->>'account'
           and later.sequence > i.sequence) as "isOvertaken"
       from "Intent" i where i.id = $1 and $2 = 'platform' for update`,
      [id, scope.kind, STANDING_KINDS],
    );
    return found.rows[0] ?? null;
  },
  restart: async (_scope, { id, status }) => {
    await client.query(
      `update "Intent" set status = $2, error = null, "txHash" = null, "blockNumber" = null, "updatedAt" = now()
       where id = $1`,
      [id, status],
    );
    await client.query("select pg_notify('quaynote_intents', '')");
  },
});
