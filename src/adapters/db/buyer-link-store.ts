import type pg from "pg";
import type { BuyerLinkLookup, BuyerLinkRow, BuyerLinkStore } from "@/ports/buyer-link-store";

/** Finds a link by the hash of its secret. */
export const buyerLinkLookup =
  (pool: pg.Pool): BuyerLinkLookup =>
  async (tokenHash) => {
    const found = await pool.query<BuyerLinkRow>(
      `select l.id as "linkId", l."receivableId", r."buyerId", l."expiresAt"
       from "BuyerLink" l join "Receivable" r on r.id = l."receivableId"
       where l."tokenHash" = $1`,
      [tokenHash],
    );
    return found.rows[0] ?? null;
  };

/** What the buyer did with its link, inside a transaction. */
export const buyerLinkStore = (client: pg.PoolClient): BuyerLinkStore => ({
  markSeen: async ({ linkId }, at) => {
    await client.query(
      'update "BuyerLink" set "firstSeenAt" = $2 where id = $1 and "firstSeenAt" is null',
      [linkId, at],
    );
  },
  confirm: async ({ linkId }, { strength, name, promise }, at) => {
    await client.query(
      `update "BuyerLink" set strength = $2, "confirmedBy" = $3, "confirmedAt" = $4,
         "promisedAmount" = $5, "promisedDate" = $6 where id = $1`,
      [linkId, strength, name, at, promise?.amount.toString() ?? null, promise?.date ?? null],
    );
  },
  dispute: async ({ linkId }, reason, at) => {
    await client.query(
      'update "BuyerLink" set "disputedAt" = $2, "disputeReason" = $3 where id = $1',
      [linkId, at, reason],
    );
  },
  withdrawDispute: async ({ linkId }) => {
    await client.query(
      'update "BuyerLink" set "disputedAt" = null, "disputeReason" = null where id = $1',
      [linkId],
    );
  },
});
