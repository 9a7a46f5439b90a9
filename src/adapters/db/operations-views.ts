import type pg from "pg";
import { auditorStand, stopsInForce } from "@/adapters/db/auditor-rows";
import { healthOf } from "@/adapters/db/health-rows";
import { SENDER_LABELS } from "@/core/intent/intent";
import { Refusal } from "@/core/refusal";
import type { OrgScope } from "@/core/scope/scope";
import type { BlockRow, IntentRow, LaneRow, OperationsViews } from "@/ports/operations-views";

const PAGE_SIZE = 25;
const BLOCKS = 10;

/** Operations are the platform's own: to everybody else they do not exist. */
const platformOnly = (scope: OrgScope): void => {
  if (scope.kind !== "platform") throw new Refusal("object.not_found");
};

const OPEN = ["waiting", "signed", "sent"];

const intents = async (
  pool: pg.Pool,
  { status, page }: Parameters<OperationsViews["intents"]>[1],
) => {
  const statuses = status === "open" ? OPEN : [status];
  const rows = await pool.query<IntentRow>(
    `select i.id, i.key, i.kind, i.status, i.signer, i."receivableId", r.reference, i."txHash",
       (select count(*)::int from "TxAttempt" a where a."intentId" = i.id) as attempts,
       case when i.error is null then null
         else json_build_object('code', i.error->>'code', 'says', i.error->>'says') end as error,
       i."createdAt", i."updatedAt"
     from "Intent" i left join "Receivable" r on r.id = i."receivableId"
     where i.status = any($1::text[])
     order by i."updatedAt" desc, i.id limit $2 offset $3`,
    [statuses, PAGE_SIZE, (page - 1) * PAGE_SIZE],
  );
  const total = await pool.query<{ n: bigint }>(
    'select count(*) as n from "Intent" where status = any($1::text[])',
    [statuses],
  );
  return { rows: rows.rows, total: Number(total.rows[0]?.n ?? 0n), pageSize: PAGE_SIZE };
};

const lanes = async (pool: pg.Pool): Promise<LaneRow[]> => {
  const { rows } = await pool.query<LaneRow>(
    `select k.address as signer, k.label, coalesce(l."nextNonce", 0) as "nextNonce", l."haltedAt", l."haltReason",
       (select count(*)::int from "Intent" i where i.signer = k.label and i.status in ('signed', 'sent')) as "underWay"
     from "SigningKey" k left join "SignerLane" l on l.signer = k.address
     where k.label = any($1::text[]) order by k.label`,
    [SENDER_LABELS],
  );
  return rows;
};

const blocks = async (pool: pg.Pool): Promise<BlockRow[]> => {
  const { rows } = await pool.query<BlockRow>(
    `select b.number, b.hash, b."blockAt",
       (select count(*)::int from "ChainEvent" e where e."blockHash" = b.hash) as facts
     from "ChainBlock" b order by b.number desc limit $1`,
    [BLOCKS],
  );
  return rows;
};

/** What operations looks at, from PostgreSQL. */
export const operationsViews = (pool: pg.Pool): OperationsViews => ({
  health: () => healthOf(pool),
  intents: async (scope, ask) => {
    platformOnly(scope);
    return intents(pool, ask);
  },
  lanes: async (scope) => {
    platformOnly(scope);
    return lanes(pool);
  },
  blocks: async (scope) => {
    platformOnly(scope);
    return blocks(pool);
  },
  auditor: async (scope) => {
    platformOnly(scope);
    return auditorStand(pool);
  },
  stops: async (scope) => {
    platformOnly(scope);
    return stopsInForce(pool);
  },
});
