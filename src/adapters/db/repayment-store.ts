import type pg from "pg";
import { keptOf } from "@/adapters/db/repayment-book";
import { Refusal } from "@/core/refusal";
import type { RepaymentStore } from "@/ports/repayment-store";

/** What an administrator pushes on, over one transaction's connection. */
export const repaymentStore = (client: pg.PoolClient): RepaymentStore => ({
  lock: async (scope, id, act) => {
    if (scope.kind !== "platform") throw new Refusal("object.not_found");
    await client.query('select 1 from "Receivable" where id = $1 for update', [id]);
    const kept = await keptOf(client, id);
    if (!kept) throw new Refusal("object.not_found");
    const found = await client.query<{ wished: number; underWay: string | null }>(
      `select count(*)::int as wished,
         min(id) filter (where status in ('waiting', 'signed', 'sent')) as "underWay"
       from "Intent" where "receivableId" = $1 and kind = $2`,
      [id, act],
    );
    const [row] = found.rows;
    return { kept, wished: row?.wished ?? 0, underWay: row?.underWay ?? null };
  },
});
