import { randomUUID } from "node:crypto";
import type pg from "pg";
import type { ImportState } from "@/core/import/import-state";
import type { Plan } from "@/core/intake/plan";
import { Refusal } from "@/core/refusal";
import type { ImportStore } from "@/ports/import-store";

type ImportRow = {
  id: string;
  status: ImportState;
  fileName: string;
  content: Buffer;
  plan: Plan;
};

const column = <Row, Value>(rows: readonly Row[], value: (row: Row) => Value): Value[] =>
  rows.map(value);

const addOrders =
  (client: pg.PoolClient): ImportStore["addOrders"] =>
  async (scope, { importId, warehouseId, at, orders }) => {
    const rows = orders.map((order) => ({ ...order, id: randomUUID() }));
    await client.query(
      `insert into "Order" (id, "organisationId", "importId", "warehouseId", "buyerId", "orderKey",
         "contentHash", canonical, number, "orderNumber", "issueDate", "dueDate", "dueDateSource",
         currency, "amountDue", status, "createdAt")
       select o.id, $1, $2, $3, o.buyer, o.key, o.hash, o.canonical, o.number, o.reference, o.issued,
         o.due, o.source, o.currency, o.amount, 'ready', $4
       from unnest($5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
         $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::numeric[])
         as o(id, buyer, key, hash, canonical, number, reference, issued, due, source, currency, amount)`,
      [
        scope.organisationId,
        importId,
        warehouseId,
        at,
        column(rows, ({ id }) => id),
        column(rows, ({ buyerId }) => buyerId),
        column(rows, ({ draft }) => draft.orderKey),
        column(rows, ({ draft }) => draft.contentHash),
        column(rows, ({ draft }) => draft.canonical),
        column(rows, ({ draft }) => draft.number),
        column(rows, ({ draft }) => draft.orderNumber),
        column(rows, ({ draft }) => draft.issueDate),
        column(rows, ({ draft }) => draft.dueDate),
        column(rows, ({ draft }) => draft.dueDateSource),
        column(rows, ({ draft }) => draft.currency),
        column(rows, ({ draft }) => draft.amountDue.toString()),
      ],
    );
    const lines = rows.flatMap(({ id, draft }) =>
      draft.lines.map((line, position) => ({ ...line, orderId: id, position })),
    );
    await client.query(
      `insert into "OrderLine" (id, "orderId", position, description, sku, quantity, unit, net)
       select * from unnest($1::text[], $2::text[], $3::int[], $4::text[], $5::text[], $6::text[],
         $7::text[], $8::numeric[])`,
      [
        column(lines, () => randomUUID()),
        column(lines, ({ orderId }) => orderId),
        column(lines, ({ position }) => position),
        column(lines, ({ description }) => description),
        column(lines, ({ sku }) => sku),
        column(lines, ({ quantity }) => quantity),
        column(lines, ({ unit }) => unit),
        column(lines, ({ net }) => net.toString()),
      ],
    );
  };

const uploader =
  (client: pg.PoolClient): ImportStore["uploader"] =>
  async (scope) => {
    const found = await client.query<{
      name: string;
      legalId: string | null;
      country: string | null;
    }>(`select name, "legalId", country from "Organisation" where id = $1`, [scope.organisationId]);
    const [row] = found.rows;
    if (!row) throw new Refusal("object.not_found");
    const ids = row.legalId ? [{ scheme: "", value: row.legalId }] : [];
    return { name: row.name, ids, country: row.country };
  };

const requireWarehouse =
  (client: pg.PoolClient): ImportStore["requireWarehouse"] =>
  async (id) => {
    const found = await client.query(
      `select 1 from "Organisation" where id = $1 and kind = 'warehouse' and status = 'active'`,
      [id],
    );
    if (found.rowCount === 0) throw new Refusal("object.not_found");
  };

/** Imports over one transaction's connection. */
export const importStore = (client: pg.PoolClient): ImportStore => ({
  findByHash: async (scope, fileHash) => {
    await client.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [
      `${scope.organisationId}:${fileHash}`,
    ]);
    const found = await client.query<{ id: string }>(
      `select id from "Import" where "organisationId" = $1 and "fileHash" = $2
       and status <> 'discarded' order by "createdAt" desc limit 1`,
      [scope.organisationId, fileHash],
    );
    return found.rows[0] ?? null;
  },
  lock: async (scope, id) => {
    const found = await client.query<ImportRow>(
      `select id, status, "fileName", content, plan from "Import"
       where id = $1 and "organisationId" = $2 for update`,
      [id, scope.organisationId],
    );
    const [row] = found.rows;
    if (!row) throw new Refusal("object.not_found");
    return row;
  },
  add: async (scope, { fileName, content, plan, at }) => {
    const id = randomUUID();
    await client.query(
      `insert into "Import" (id, "organisationId", "createdById", "fileName", "fileHash", format,
         status, mapping, content, plan, "createdAt")
       values ($1, $2, $3, $4, $5, $6, 'planned', $7, $8, $9, $10)`,
      [
        id,
        scope.organisationId,
        scope.userId,
        fileName,
        plan.fileHash,
        plan.format,
        JSON.stringify(plan.choices),
        Buffer.from(content),
        JSON.stringify(plan),
        at,
      ],
    );
    return id;
  },
  discard: async (scope, id) => {
    await client.query(
      `update "Import" set status = 'discarded' where id = $1 and "organisationId" = $2`,
      [id, scope.organisationId],
    );
  },
  markCommitted: async (scope, id, { at, included }) => {
    await client.query(
      `update "Import" set status = 'committed', "committedAt" = $3,
         mapping = coalesce(mapping, '{}'::jsonb) || jsonb_build_object('included', $4::jsonb)
       where id = $1 and "organisationId" = $2`,
      [id, scope.organisationId, at, JSON.stringify(included)],
    );
  },
  uploader: uploader(client),
  requireWarehouse: requireWarehouse(client),
  knownOrders: async (scope, orderKeys) => {
    const found = await client.query<{ orderKey: string; contentHash: string }>(
      `select "orderKey", "contentHash" from "Order"
       where "organisationId" = $1 and "orderKey" = any($2)`,
      [scope.organisationId, orderKeys],
    );
    return new Map(found.rows.map((row) => [row.orderKey, row.contentHash]));
  },
  addOrders: addOrders(client),
  countOrders: async (scope, importId) => {
    const found = await client.query<{ count: bigint }>(
      `select count(*) from "Order" where "organisationId" = $1 and "importId" = $2`,
      [scope.organisationId, importId],
    );
    return Number(found.rows[0]?.count ?? 0n);
  },
});
