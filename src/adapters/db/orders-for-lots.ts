import type pg from "pg";
import type { Where } from "@/adapters/db/order-where";
import type { Currency } from "@/core/money";
import type { OrderForLot } from "@/core/registration/group-orders";
import type { Hex } from "@/core/typed-data/typed-data";

type Row = OrderForLot & { buyerKey: string };

/** Ready orders with everything a registration needs, oldest first. `lock` keeps them until the transaction ends. */
export const ordersForLots = async (
  client: pg.Pool | pg.PoolClient,
  where: Where,
  { lock, limit }: { lock: boolean; limit: number },
): Promise<readonly Row[]> => {
  const found = await client.query<{
    id: string;
    number: string;
    orderKey: Hex;
    contentHash: Hex;
    fileHash: string;
    warehouseId: string;
    buyerId: string;
    buyerKey: string;
    currency: Currency;
    dueDate: string;
    dueDateSource: string;
    amountDue: bigint;
  }>(
    `select o.id, o.number, o."orderKey", o."contentHash", i."fileHash", o."warehouseId", o."buyerId",
       o.canonical::jsonb->'buyer'->>'key' as "buyerKey", o.currency, o."dueDate", o."dueDateSource",
       o."amountDue"
     from "Order" o join "Import" i on i.id = o."importId"
     where ${where.text} and o.status = 'ready'
     order by o."createdAt", o.id limit ${limit} ${lock ? "for update of o" : ""}`,
    [...where.values],
  );
  return found.rows;
};
