import type pg from "pg";
import { Refusal } from "@/core/refusal";
import type { Clock } from "@/ports/clock";
import type {
  RegistrationDetail,
  RegistrationLot,
  RegistrationRow,
  RegistrationViews,
} from "@/ports/registration-views";

/** The last second at which a registration `g` can be signed and carried in. */
export const EXPIRES_AT = `to_timestamp((g.payload->>'expiry')::bigint) at time zone 'UTC'`;

const ROW = `g.id, s.name as seller, w.name as warehouse, g.currency, g.status, g."createdAt",
  ${EXPIRES_AT} as "expiresAt",
  cardinality(g."receivableIds") as receivables,
  coalesce((select sum(r."orderCount")::int from "Receivable" r where r.id = any(g."receivableIds")), 0) as orders,
  coalesce((select sum(r."amountDue") from "Receivable" r where r.id = any(g."receivableIds")), 0) as "amountDue"`;

const FROM = `from "Registration" g
  join "Organisation" s on s.id = g."sellerId"
  join "Organisation" w on w.id = g."warehouseId"`;

type Needs = { readonly pool: pg.Pool; readonly clock: Clock };

/** Registrations as pages read them; each side sees its own, the platform all. */
export const registrationViews = ({ pool, clock }: Needs): RegistrationViews => ({
  awaiting: async (scope) => {
    const found = await pool.query<RegistrationRow>(
      `select ${ROW} ${FROM}
       where g.status = 'proposed' and ((g."warehouseId" = $1 and ${EXPIRES_AT} >= $3) or g."sellerId" = $1 or $2)
       order by g."createdAt" limit 500`,
      [scope.organisationId, scope.kind === "platform", clock.now()],
    );
    return found.rows;
  },
  detail: async (scope, id) => {
    const found = await pool.query<
      RegistrationRow & Pick<RegistrationDetail, "warehouseCustody"> & { receivableIds: string[] }
    >(
      `select ${ROW}, w.custody as "warehouseCustody", g."receivableIds" ${FROM}
       where g.id = $1 and (g."sellerId" = $2 or g."warehouseId" = $2 or $3)`,
      [id, scope.organisationId, scope.kind === "platform"],
    );
    const [row] = found.rows;
    if (!row) throw new Refusal("object.not_found");
    const { receivableIds, ...registration } = row;
    const lots = await pool.query<RegistrationLot>(
      `select r.id as "receivableId", r.reference, b.name as buyer, r."amountDue", r."dueDate", r."orderCount",
         array(select o.number from "Order" o where o."receivableId" = r.id order by o.number limit 20)
           as "orderNumbers"
       from "Receivable" r join "Organisation" b on b.id = r."buyerId"
       where r.id = any($1) order by r.number`,
      [receivableIds],
    );
    return { ...registration, lots: lots.rows };
  },
});
