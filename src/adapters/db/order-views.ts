import type pg from "pg";
import { orderWhere, selectionWhere } from "@/adapters/db/order-where";
import { ordersForLots } from "@/adapters/db/orders-for-lots";
import type { Currency } from "@/core/money";
import { Refusal, refusalText } from "@/core/refusal";
import { groupOrders, ORDERS_MAX, planBatches } from "@/core/registration/group-orders";
import type { OrderRow, OrderViews } from "@/ports/order-views";

type ListRow = Omit<OrderRow, "amountDue"> & { currency: Currency; amountDue: bigint };

const list =
  (pool: pg.Pool): OrderViews["list"] =>
  async (scope, { filter, page, pageSize }) => {
    const where = orderWhere(scope, filter);
    const values = [...where.values];
    const [found, summed] = await Promise.all([
      pool.query<ListRow>(
        `select o.id, o.number, o."orderNumber", o."issueDate", o."dueDate", o."dueDateSource",
           o.currency, o."amountDue", o.status, o."receivableId", b.name as buyer, w.name as warehouse,
           r.reference
         from "Order" o
         join "Organisation" b on b.id = o."buyerId"
         join "Organisation" w on w.id = o."warehouseId"
         left join "Receivable" r on r.id = o."receivableId"
         where ${where.text} order by o."createdAt" desc, o.number, o.id
         limit $${values.length + 1} offset $${values.length + 2}`,
        [...values, pageSize, (page - 1) * pageSize],
      ),
      pool.query<{ currency: Currency; count: bigint; sum: bigint }>(
        `select o.currency, count(*), sum(o."amountDue") from "Order" o
         where ${where.text} group by o.currency order by o.currency`,
        values,
      ),
    ]);
    return {
      rows: found.rows.map(({ currency, amountDue, ...row }) => ({
        ...row,
        amountDue: { currency, minor: amountDue },
      })),
      total: summed.rows.reduce((sum, { count }) => sum + Number(count), 0),
      sums: summed.rows.map(({ currency, sum }) => ({ currency, minor: sum })),
    };
  };

const choices =
  (pool: pg.Pool): OrderViews["choices"] =>
  async (scope) => {
    const parties = (column: "buyerId" | "warehouseId") =>
      pool.query<{ id: string; name: string }>(
        `select id, name from "Organisation" where id in
           (select distinct "${column}" from "Order" where "organisationId" = $1) order by name limit 200`,
        [scope.organisationId],
      );
    const [buyers, warehouses, currencies] = await Promise.all([
      parties("buyerId"),
      parties("warehouseId"),
      pool.query<{ currency: Currency }>(
        `select distinct currency from "Order" where "organisationId" = $1 order by currency`,
        [scope.organisationId],
      ),
    ]);
    return {
      buyers: buyers.rows,
      warehouses: warehouses.rows,
      currencies: currencies.rows.map(({ currency }) => currency),
    };
  };

const namesOf = async (pool: pg.Pool, ids: readonly string[]) => {
  const found = await pool.query<{ id: string; name: string }>(
    `select id, name from "Organisation" where id = any($1)`,
    [ids],
  );
  return new Map(found.rows.map(({ id, name }) => [id, name]));
};

const proposal =
  (pool: pg.Pool): OrderViews["proposal"] =>
  async (scope, { selection, grouping, today }) => {
    const where = selectionWhere(scope, selection);
    const orders = await ordersForLots(pool, where, { lock: false, limit: ORDERS_MAX + 1 });
    const batches = planBatches(orders, { grouping, today });
    const groups = groupOrders(orders, grouping);
    const names = await namesOf(
      pool,
      groups.flatMap(({ buyerId, warehouseId }) => [buyerId, warehouseId]),
    );
    const sums = new Map<Currency, bigint>();
    for (const { currency, amountDue } of groups)
      sums.set(currency, (sums.get(currency) ?? 0n) + amountDue);
    return {
      orders: orders.length,
      sums: [...sums].map(([currency, minor]) => ({ currency, minor })),
      batches: batches.ok ? batches.value.length : 0,
      lots: groups.map(
        ({ buyerId, warehouseId, currency, amountDue, dueDate, orders: members }) => ({
          buyer: names.get(buyerId) ?? "",
          warehouse: names.get(warehouseId) ?? "",
          amountDue: { currency, minor: amountDue },
          dueDate,
          orders: members.length,
          firstNumber: members[0]?.number ?? "",
        }),
      ),
      refusal: batches.ok ? null : refusalText[batches.code],
    };
  };

/** Orders as pages read them. */
export const orderViews = (pool: pg.Pool): OrderViews => ({
  list: list(pool),
  choices: choices(pool),
  proposal: proposal(pool),
  lines: async (scope, orderId) => {
    const order = await pool.query<{ currency: Currency }>(
      `select currency from "Order" where id = $1 and "organisationId" = $2`,
      [orderId, scope.organisationId],
    );
    const currency = order.rows[0]?.currency;
    if (!currency) throw new Refusal("object.not_found");
    const found = await pool.query<{
      position: number;
      description: string;
      sku: string | null;
      quantity: string;
      unit: string | null;
      net: bigint;
    }>(
      `select position, description, sku, quantity, unit, net from "OrderLine"
       where "orderId" = $1 order by position`,
      [orderId],
    );
    return found.rows.map(({ net, ...line }) => ({ ...line, net: { currency, minor: net } }));
  },
});
