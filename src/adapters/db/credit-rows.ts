import type pg from "pg";
import type { StoredCredit } from "@/core/credit/credit-list";

/** Credit notes of a receivable as they were signed here, oldest first. */
export const creditRows = async (
  client: Pick<pg.Pool, "query">,
  receivableId: string,
): Promise<readonly StoredCredit[]> => {
  const found = await client.query<StoredCredit>(
    `select id, number, cause, note, amount, diluted, "fileName", "documentHash", status, "createdAt"
     from "CreditNote" where "receivableId" = $1 order by "createdAt", id`,
    [receivableId],
  );
  return found.rows;
};
