import { randomUUID } from "node:crypto";
import type pg from "pg";
import { mintScope, type OrgScope } from "@/core/scope/scope";
import { structToJson } from "@/core/typed-data/deal-json";
import { deliveryOf } from "./delivery";
import { addOffer, type Placed, randomHex } from "./lending.build";

/** A member of the warehouse that handles a receivable. */
export const warehouseOf = async (pool: pg.Pool, placed: Placed): Promise<OrgScope> => {
  const found = await pool.query<{ id: string }>(
    `select "warehouseId" as id from "Receivable" where id = $1`,
    [placed.receivableId],
  );
  const [row] = found.rows;
  if (!row) throw new Error("the receivable has a warehouse");
  return mintScope({
    organisationId: row.id,
    kind: "warehouse",
    userId: randomUUID(),
    role: "maker",
    account: placed.deal.terms.warehouse,
  });
};

const addOrders = async (
  pool: pg.Pool,
  placed: Placed,
  orders: readonly (readonly [
    number: string,
    amountDue: bigint,
    lines: readonly [string, bigint][],
  ])[],
): Promise<void> => {
  const importId = randomUUID();
  await pool.query(
    `insert into "Import" (id, "organisationId", "createdById", "fileName", "fileHash", format, status, content, plan)
     values ($1, $2, 'u', 'orders.csv', $3, 'csv', 'committed', '', '{}')`,
    [importId, placed.sellerId, randomHex(32)],
  );
  for (const [number, amountDue, lines] of orders) {
    const id = randomUUID();
    await pool.query(
      `insert into "Order" (id, "organisationId", "importId", "warehouseId", "buyerId", "receivableId", "orderKey",
         "contentHash", canonical, number, "dueDate", "dueDateSource", currency, "amountDue", status)
       select $1, "sellerId", $2, "warehouseId", "buyerId", id, $3, $4, '{}', $5, "dueDate", 'stated', currency, $6, 'registered'
       from "Receivable" where id = $7`,
      [
        id,
        importId,
        randomHex(32),
        randomHex(32),
        number,
        amountDue.toString(),
        placed.receivableId,
      ],
    );
    for (const [position, [quantity, net]] of lines.entries())
      await pool.query(
        `insert into "OrderLine" (id, "orderId", position, description, quantity, net) values ($1, $2, $3, $4, $5, $6)`,
        [randomUUID(), id, position, `Goods ${position}`, quantity, net.toString()],
      );
  }
};

/** A receivable of 100,000.00 in two orders, funded with 80,000.00 that lie in escrow. */
export const addFunded = async (
  pool: pg.Pool,
  over: { reference?: string } = {},
): Promise<Placed> => {
  const placed = await addOffer(pool, { status: "funded", ...over });
  await pool.query(
    `update "Receivable" set deal = $2, funded = 80000000000, escrow = 80000000000, "orderCount" = 2 where id = $1`,
    [placed.receivableId, JSON.stringify(structToJson(placed.deal))],
  );
  await pool.query(`update "Offer" set status = 'frozen' where "receivableId" = $1`, [
    placed.receivableId,
  ]);
  await addOrders(pool, placed, [
    [
      "A-1",
      60_000_000_000n,
      [
        ["10", 40_000_000_000n],
        ["2.5", 10_000_000_000n],
      ],
    ],
    ["A-2", 40_000_000_000n, []],
  ]);
  return placed;
};

/** The warehouse's side over a real database, with keys that sign anything. */
export const openDelivery = (pool: pg.Pool, world: { readonly now: () => Date }) =>
  deliveryOf({
    pool,
    clock: { now: world.now },
    chain: {
      chainConfig: { chainId: 31_337, receivables: randomHex(20), coins: {} },
      isSignedBy: (_account, _message, signature) => Promise.resolve(signature.startsWith("0x60")),
    },
    keyKeeper: {
      create: () => Promise.reject(new Error("not here")),
      signTyped: () => Promise.resolve(randomHex(65)),
    },
  });
