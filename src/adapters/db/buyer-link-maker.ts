import { randomUUID } from "node:crypto";
import type pg from "pg";
import { Refusal } from "@/core/refusal";
import type { BuyerLinkMaker, LinkableReceivable } from "@/ports/buyer-link-maker";

/** Links that a seller gives out, over one transaction's connection. */
export const buyerLinkMaker = (client: pg.PoolClient): BuyerLinkMaker => ({
  receivable: async (scope, id) => {
    const found = await client.query<LinkableReceivable>(
      `select r.id, r.status, r."dueAt",
         (select l.id from "BuyerLink" l where l."receivableId" = r.id order by l."createdAt" desc limit 1) as "linkId"
       from "Receivable" r where r.id = $1 and r."sellerId" = $2 for update of r`,
      [id, scope.organisationId],
    );
    const [row] = found.rows;
    if (!row) throw new Refusal("object.not_found");
    return row;
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
