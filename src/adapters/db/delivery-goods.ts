import type pg from "pg";
import { countableLines, type OrderedGoods } from "@/core/delivery/delivered-value";

/** An order of a receivable with what people call its lines. */
export type NamedGoods = OrderedGoods & {
  readonly number: string;
  readonly names: ReadonlyMap<
    number,
    { readonly description: string; readonly sku: string | null; readonly unit: string | null }
  >;
};

type Row = {
  orderId: string;
  orderKey: string;
  number: string;
  amountDue: bigint;
  lines:
    | {
        position: number;
        quantity: string;
        net: string;
        description: string;
        sku: string | null;
        unit: string | null;
      }[]
    | null;
};

/** The orders of a receivable with their lines, by number. */
export const goodsOf = async (
  client: pg.Pool | pg.PoolClient,
  receivableId: string,
): Promise<readonly NamedGoods[]> => {
  const found = await client.query<Row>(
    `select o.id as "orderId", o."orderKey", o.number, o."amountDue",
       (select json_agg(json_build_object('position', l.position, 'quantity', l.quantity, 'net', l.net::text,
          'description', l.description, 'sku', l.sku, 'unit', l.unit) order by l.position)
        from "OrderLine" l where l."orderId" = o.id) as lines
     from "Order" o where o."receivableId" = $1 order by o.number, o.id`,
    [receivableId],
  );
  return found.rows.map(({ lines, ...order }) => {
    const own = lines ?? [];
    const goods = {
      ...order,
      lines: own.map(({ position, quantity, net }) => ({
        key: `${order.orderId}:${position}`,
        position,
        quantity,
        net: BigInt(net),
      })),
    };
    return {
      ...goods,
      lines: countableLines(goods),
      names: new Map(own.map((line) => [line.position, line])),
    };
  });
};
