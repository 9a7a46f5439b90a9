import type pg from "pg";
import { likeText } from "@/adapters/db/order-where";
import type { DeliveryViews, SignedFilter, SignedRow } from "@/ports/delivery-views";

/** Registrations and attestations of a warehouse in one list; `$1` is the warehouse. */
const SIGNED = `(
  select g.id, 'registration' as kind, coalesce(g."signedAt", g."createdAt") as at, g."sellerId",
    case when cardinality(g."receivableIds") = 1 then (select r.reference from "Receivable" r where r.id = g."receivableIds"[1]) end as reference,
    case when cardinality(g."receivableIds") = 1 then (select r.id from "Receivable" r where r.id = g."receivableIds"[1]) end as "receivableId",
    cardinality(g."receivableIds") as receivables, g.currency,
    (select coalesce(sum((l->>'amountDue')::numeric), 0) from jsonb_array_elements(g.payload->'lots') l) as amount,
    g.status, coalesce(g."declineReason", i.error->>'says') as reason, i."txHash", i."blockNumber", null as "evidenceHash"
  from "Registration" g left join "Intent" i on i.key = 'register:' || g.id
  where g."warehouseId" = $1 and g.status not in ('proposed', 'withdrawn')
  union all
  select a.id, 'delivery', a."createdAt", r."sellerId", r.reference, r.id, 1, r.currency, a.delivered,
    a.status, i.error->>'says', i."txHash", i."blockNumber", a.message->>'evidenceHash'
  from "Attestation" a join "Receivable" r on r.id = a."receivableId"
  left join "Intent" i on i.key = 'release:' || a."receivableId" || ':' || a.sequence
  where a."warehouseId" = $1
)`;

const whereOf = (filter: SignedFilter, values: unknown[]): string => {
  const parts = ["true"];
  const add = (clause: (place: string) => string, value: unknown) => {
    values.push(value);
    parts.push(clause(`$${values.length}`));
  };
  const day = `(x.at + interval '8 hours')::date`;
  if (filter.kind) add((place) => `x.kind = ${place}`, filter.kind);
  if (filter.sellerId) add((place) => `x."sellerId" = ${place}`, filter.sellerId);
  if (filter.from) add((place) => `${day} >= ${place}::date`, filter.from);
  if (filter.to) add((place) => `${day} <= ${place}::date`, filter.to);
  if (filter.search)
    add(
      (place) => `(x.reference ilike ${place} or s.name ilike ${place})`,
      likeText(filter.search),
    );
  return parts.join(" and ");
};

/** Everything a warehouse signed or declined, newest first, with its proof on chain. */
export const signedBy =
  (pool: pg.Pool): DeliveryViews["signed"] =>
  async (scope, { filter, page, pageSize }) => {
    const values: unknown[] = [scope.organisationId];
    const where = whereOf(filter, values);
    const from = `from ${SIGNED} x join "Organisation" s on s.id = x."sellerId" where ${where}`;
    const [rows, count] = await Promise.all([
      pool.query<SignedRow>(
        `select x.id, x.kind, x.at, s.name as seller, x.reference, x."receivableId", x.receivables, x.currency,
           x.amount, x.status, x.reason, x."txHash", x."blockNumber", x."evidenceHash"
         ${from} order by x.at desc, x.id limit $${values.length + 1} offset $${values.length + 2}`,
        [...values, pageSize, (page - 1) * pageSize],
      ),
      pool.query<{ n: bigint }>(`select count(*) as n ${from}`, values),
    ]);
    return { rows: rows.rows, total: Number(count.rows[0]?.n ?? 0n) };
  };
