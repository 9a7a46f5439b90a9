import type pg from "pg";
import { Refusal } from "@/core/refusal";
import type { ClaimStore, ClaimToCollect } from "@/ports/claim-store";

/** Claims over one transaction's connection. */
export const claimStore = (client: pg.PoolClient): ClaimStore => ({
  find: async (scope, { organisationId, currency }) => {
    await client.query('select 1 from "Organisation" where id = $1 for update', [organisationId]);
    const found = await client.query<Omit<ClaimToCollect, "underWay" | "asked">>(
      `select o.account, coalesce(-sum(a.balance), 0)::numeric as minor
       from "Organisation" o
       left join "LedgerAccount" a on a.code = 'claim' and a.party = o.account and a.currency = $3
       where o.id = $1 and o.account is not null
         and (o.id = $2 or ($4 = 'platform' and o.kind in ('seller', 'lender'))) group by o.account`,
      [organisationId, scope.organisationId, currency, scope.kind],
    );
    const [row] = found.rows;
    if (!row) throw new Refusal("object.not_found");
    const writes = await client.query<Pick<ClaimToCollect, "underWay" | "asked">>(
      `select count(*)::int as asked,
         min(id) filter (where status in ('waiting', 'signed', 'sent')) as "underWay"
       from "Intent" where kind = 'claim' and payload->>'account' = $1 and payload->>'currency' = $2`,
      [row.account, currency],
    );
    const [write] = writes.rows;
    return { ...row, asked: write?.asked ?? 0, underWay: write?.underWay ?? null };
  },
});
