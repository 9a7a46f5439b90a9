import { randomUUID } from "node:crypto";
import type pg from "pg";
import { Refusal } from "@/core/refusal";
import type { BuyerLinkMaker, LinkableReceivable } from "@/ports/buyer-link-maker";

/** Links that a seller gives out, over one transaction's connection. */
export const buyerLinkMaker = (client: pg.PoolClient): BuyerLinkMaker => ({
  receivable: async (scope, id) => {
    const found = await client.query<Omit<LinkableReceivable, "link">>(
      `select id, status, "dueAt" from "Receivable" where id = $1 and "sellerId" = $2 for update`,
      [id, scope.organisationId],
    );
    const [row] = found.rows;
    if (!row) throw new Refusal("object.not_found");
    const links = await client.query<NonNullable<LinkableReceivable["link"]>>(
      `select "createdAt" as "madeAt", "expiresAt" from "BuyerLink" where "receivableId" = $1
       order by "createdAt" desc limit 1`,
      [id],
    );
    return { ...row, link: links.rows[0] ?? null };
  },
  put: async (_scope, { receivableId, tokenHash, expiresAt, at }) => {
    const replaced = await client.query(
      `update "BuyerLink" set "tokenHash" = $2, "expiresAt" = $3, "createdAt" = $4
       where "receivableId" = $1`,
      [receivableId, tokenHash, expiresAt, at],
    );
    if (replaced.rowCount) return;
    await client.query(
      `insert into "BuyerLink" (id, "receivableId", "tokenHash", "expiresAt", "createdAt")
       values ($1, $2, $3, $4, $5)`,
      [randomUUID(), receivableId, tokenHash, expiresAt, at],
    );
  },
  extend: async (_scope, { receivableId, expiresAt }) => {
    await client.query(`update "BuyerLink" set "expiresAt" = $2 where "receivableId" = $1`, [
      receivableId,
      expiresAt,
    ]);
  },
});
