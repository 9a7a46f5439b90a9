import type pg from "pg";
import { failedRowsOf } from "@/core/import/failed-rows";
import { countOutcomes, orderKeysOf, outcomesOf } from "@/core/import/import-outcome";
import {
  type ImportState,
  type PlanReading,
  type PlanWorth,
  shownState,
} from "@/core/import/import-state";
import type { Plan } from "@/core/intake/plan";
import { Refusal } from "@/core/refusal";
import type { OrgScope } from "@/core/scope/scope";
import type { ImportRow, ImportViews, TableView, WarehouseChoice } from "@/ports/import-views";

type ListRow = PlanReading &
  PlanWorth & {
    id: string;
    fileName: string;
    status: ImportState;
    documents: number;
    orders: number;
    createdAt: Date;
    committedAt: Date | null;
  };

const SAMPLE_ROWS = 5;

/** Plans are large: what is committed or put aside is not looked into. */
const asksPlan = (path: string): string => `(i.status = 'planned' and i.plan @? '${path}')`;

const LIST_COLUMNS = `i.id, i."fileName", i.format, i.status, i."createdAt", i."committedAt",
  jsonb_array_length(i.plan->'documents') as documents,
  ${asksPlan('$.documents[*] ? (@.kind != "unknown")')} as "readsAny",
  ${asksPlan('$.documents[*].reasons[*] ? (@.code starts with "column.")')} as "asksColumns",
  ${asksPlan('$.documents[*] ? (@.verdict == "financeable")')} as "anyFinanceable",
  ${asksPlan('$.documents[*] ? (@.verdict == "hold")')} as "anyHeld",
  (select count(*)::int from "Order" o where o."importId" = i.id) as orders`;

const rowOf = ({ readsAny, asksColumns, anyFinanceable, anyHeld, ...row }: ListRow): ImportRow => {
  const { format } = row;
  const plan = { format, readsAny, asksColumns, anyFinanceable, anyHeld };
  return { ...row, status: shownState(row.status, plan) };
};

const warehousesOf =
  (pool: pg.Pool): ImportViews["warehouses"] =>
  async (scope) => {
    const found = await pool.query<WarehouseChoice>(
      `select w.id, w.name from "Organisation" w
       where w.kind = 'warehouse' and w.status = 'active'
       order by (select max(o."createdAt") from "Order" o
                 where o."organisationId" = $1 and o."warehouseId" = w.id) desc nulls last, w.name`,
      [scope.organisationId],
    );
    return found.rows;
  };

const load = async (pool: pg.Pool, scope: OrgScope, id: string) => {
  const found = await pool.query<ListRow & { plan: Plan; fileHash: string }>(
    `select ${LIST_COLUMNS}, i.plan, i."fileHash" from "Import" i
     where i.id = $1 and i."organisationId" = $2`,
    [id, scope.organisationId],
  );
  const [row] = found.rows;
  if (!row) throw new Refusal("object.not_found");
  return row;
};

const judge = async (
  pool: pg.Pool,
  scope: OrgScope,
  input: { id: string; plan: Plan; warehouseId: string | undefined },
) => {
  const choices = await warehousesOf(pool)(scope);
  const warehouse = choices.find(({ id }) => id === input.warehouseId) ?? choices[0] ?? null;
  const warehouseId = warehouse?.id ?? "";
  const keys = orderKeysOf(input.plan, warehouseId);
  const found = await pool.query<{ orderKey: string; contentHash: string }>(
    `select "orderKey", "contentHash" from "Order"
     where "organisationId" = $1 and "orderKey" = any($2) and "importId" <> $3`,
    [scope.organisationId, keys, input.id],
  );
  const known = new Map(found.rows.map((row) => [row.orderKey, row.contentHash]));
  return {
    warehouse,
    outcomes: outcomesOf(input.plan, { warehouseId, known, included: new Map() }),
  };
};

const tableOf = ({ table }: Plan): TableView | null =>
  table && {
    header: table.header,
    mapping: table.mapping,
    charset: table.charset,
    delimiter: table.delimiter,
    sample: table.rows.slice(0, SAMPLE_ROWS).map(({ row, cells }) => ({ row, cells })),
  };

const detail =
  (pool: pg.Pool): ImportViews["detail"] =>
  async (scope, { id, warehouseId, verdict, page, pageSize }) => {
    const { plan, fileHash, ...row } = await load(pool, scope, id);
    const { warehouse, outcomes } = await judge(pool, scope, { id, plan, warehouseId });
    const chosen = verdict ? outcomes.filter((outcome) => outcome.verdict === verdict) : outcomes;
    const codes = new Set(outcomes.flatMap(({ reasons }) => reasons.map(({ code }) => code)));
    const counts = countOutcomes(outcomes);
    const worth = { anyFinanceable: counts.financeable > 0, anyHeld: counts.hold > 0 };
    return {
      ...rowOf({ ...row, ...worth }),
      fileHash,
      byteLength: plan.byteLength,
      choices: plan.choices,
      warehouse,
      counts,
      includable: outcomes.filter((outcome) => outcome.includable && !outcome.draft).length,
      outcomes: chosen.slice((page - 1) * pageSize, page * pageSize),
      total: chosen.length,
      fileReasons: outcomes
        .flatMap(({ reasons }) => reasons)
        .filter(({ code }) => code.startsWith("file.") || code.startsWith("column.")),
      ambiguous: {
        numbers: codes.has("cell.number_ambiguous") || plan.choices.decimalMark !== undefined,
        dates: codes.has("cell.date_ambiguous") || plan.choices.dateOrder !== undefined,
      },
      table: tableOf(plan),
    };
  };

/** Imports as pages read them. */
export const importViews = (pool: pg.Pool): ImportViews => ({
  list: async (scope, { page, pageSize }) => {
    const [found, counted] = await Promise.all([
      pool.query<ListRow>(
        `select ${LIST_COLUMNS} from "Import" i
         where i."organisationId" = $1 and i.status <> 'discarded'
         order by i."createdAt" desc limit $2 offset $3`,
        [scope.organisationId, pageSize, (page - 1) * pageSize],
      ),
      pool.query<{ count: bigint }>(
        `select count(*) from "Import" where "organisationId" = $1 and status <> 'discarded'`,
        [scope.organisationId],
      ),
    ]);
    return { rows: found.rows.map(rowOf), total: Number(counted.rows[0]?.count ?? 0n) };
  },
  detail: detail(pool),
  failedRows: async (scope, { id, warehouseId }) => {
    const { plan, fileName } = await load(pool, scope, id);
    const { outcomes } = await judge(pool, scope, { id, plan, warehouseId });
    return { fileName, ...failedRowsOf(plan, outcomes) };
  },
  warehouses: warehousesOf(pool),
});
