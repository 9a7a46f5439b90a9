import type pg from "pg";
import { PRINCIPAL_FACTS, type PrincipalFact } from "@/core/accrual/principal-steps";

/** Facts that move principal, by receivable, in chain order. */
export const principalFactsOf = async (
  client: pg.Pool | pg.PoolClient,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly PrincipalFact[]>> => {
  const found = await client.query<PrincipalFact & { receivableId: string }>(
    `select "receivableId", name, args, "blockAt" from "ChainEvent"
     where "receivableId" = any($1) and name = any($2)
     order by "receivableId", "blockNumber", "logIndex", part`,
    [ids, PRINCIPAL_FACTS],
  );
  return Map.groupBy(found.rows, ({ receivableId }) => receivableId);
};
