import type pg from "pg";
import type { RetriedIntent } from "@/core/intent/retry";
import type { IntentStore } from "@/ports/intent-store";

/** Intents on one transaction's connection, for the platform only. */
export const intentStore = (client: pg.PoolClient): IntentStore => ({
  get: async (scope, id) => {
    const found = await client.query<RetriedIntent>(
      `select id, kind, status from "Intent" where id = $1 and $2 = 'platform' for update`,
      [id, scope.kind],
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
