import type pg from "pg";
import type { BuyerDirectory } from "@/ports/organisation-stores";

const locked = (client: pg.PoolClient, key: string) =>
  client.query("select pg_advisory_xact_lock(hashtextextended($1, 7202))", [key]);

/** Buyers under the names a seller gives them, over one transaction's connection. */
export const buyerDirectory = (client: pg.PoolClient): BuyerDirectory => ({
  find: async (scope, key) => {
    await locked(client, `${scope.organisationId}:${key}`);
    const found = await client.query<{ organisationId: string }>(
      `select "organisationId" from "BuyerAlias" where "sellerId" = $1 and key = $2`,
      [scope.organisationId, key],
    );
    return found.rows[0] ?? null;
  },
  findByLegalId: async (_scope, legalId) => {
    await locked(client, legalId);
    const found = await client.query<{ organisationId: string }>(
      `select id as "organisationId" from "Organisation" where kind = 'buyer' and "legalId" = $1
       order by "createdAt" limit 1`,
      [legalId],
    );
    return found.rows[0] ?? null;
  },
  remember: async (scope, key, organisationId) => {
    await client.query(
      `insert into "BuyerAlias" ("sellerId", key, "organisationId") values ($1, $2, $3)
       on conflict do nothing`,
      [scope.organisationId, key, organisationId],
    );
  },
});
