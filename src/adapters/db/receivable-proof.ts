import type pg from "pg";
import { orderProof } from "@/core/order-root/order-root";
import type { OrderProof } from "@/core/proof/order-proof";
import { Refusal } from "@/core/refusal";
import type { Hex } from "@/core/typed-data/typed-data";

/** The Merkle proof of one order of a receivable. @throws Refusal `object.not_found`. */
export const receivableProof = async (
  pool: pg.Pool,
  { id, orderId, ordersRoot }: { id: string; orderId: string; ordersRoot: Hex },
): Promise<OrderProof> => {
  const leaves = await pool.query<{ id: string; orderKey: Hex; contentHash: Hex }>(
    `select id, "orderKey", "contentHash" from "Order" where "receivableId" = $1 order by id`,
    [id],
  );
  const index = leaves.rows.findIndex((row) => row.id === orderId);
  const chosen = await pool.query<{ canonical: string }>(
    `select canonical from "Order" where id = $1 and "receivableId" = $2`,
    [orderId, id],
  );
  const [order] = chosen.rows;
  const leaf = leaves.rows[index];
  if (!order || !leaf) throw new Refusal("object.not_found");
  return {
    receivable: id as Hex,
    ordersRoot,
    orderKey: leaf.orderKey,
    contentHash: leaf.contentHash,
    canonical: order.canonical,
    proof: orderProof(leaves.rows, index),
  };
};
