import type pg from "pg";
import type { ParkedPayment } from "@/ports/claim-views";

/** Payments set aside for these accounts and not collected since, oldest first: collecting takes all at once. */
export const parkedFor = async (
  client: Pick<pg.Pool, "query">,
  accounts: readonly string[],
): Promise<readonly ParkedPayment[]> => {
  const found = await client.query<ParkedPayment>(
    `select e."receivableId", r.reference, e.args->>'account' as account, r.currency,
       (e.args->>'amount')::numeric as minor, e."blockAt" as at, e."txHash"
     from "ChainEvent" e join "Receivable" r on r.id = e."receivableId" and r.coin = e.args->>'coin'
     where e.name = 'Parked' and e.args->>'account' = any($1) and not exists (
       select 1 from "ChainEvent" c where c.name = 'Claimed' and c.args->>'account' = e.args->>'account'
         and c.args->>'coin' = e.args->>'coin' and (c."blockNumber", c."logIndex") > (e."blockNumber", e."logIndex"))
     order by e."blockNumber", e."logIndex"`,
    [accounts],
  );
  return found.rows;
};
