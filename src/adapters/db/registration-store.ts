import { randomUUID } from "node:crypto";
import type pg from "pg";
import { selectionWhere } from "@/adapters/db/order-where";
import { ordersForLots } from "@/adapters/db/orders-for-lots";
import { Refusal } from "@/core/refusal";
import { type DrawnLot, termsOf } from "@/core/registration/draw-up";
import { ORDERS_MAX } from "@/core/registration/group-orders";
import { registrationFromJson } from "@/core/registration/registration-json";
import { type JsonStruct, structToJson } from "@/core/typed-data/deal-json";
import type { Hex } from "@/core/typed-data/typed-data";
import type {
  NewRegistration,
  RegistrationState,
  RegistrationStore,
  SigningParty,
} from "@/ports/registration-store";

/** Two sellers with the same orders wait for each other here. */
const REGISTRATION_LOCK = 7_203;

const addReceivable = async (
  client: pg.PoolClient,
  sellerId: string,
  { lot, group, drawn }: DrawnLot & { drawn: NewRegistration },
): Promise<void> => {
  const added = await client.query(
    `with n as (select nextval(pg_get_serial_sequence('"Receivable"', 'number')) as number)
     insert into "Receivable" (id, "sellerId", "warehouseId", "buyerId", reference, number, currency,
       coin, "amountDue", "dueDate", "dueDateSource", "dueAt", "orderCount", "ordersRoot",
       "documentHash", terms, status, "createdAt", "updatedAt")
     select $1, $2, $3, $4, 'QN-' || $5::text || '-' || lpad(n.number::text, 6, '0'), n.number, $6, $7, $8, $9,
       $10, to_timestamp($11) at time zone 'UTC', $12, $13, $14, $15, 'proposed', $16, $16 from n
     on conflict (id) do nothing`,
    [
      lot.receivable,
      sellerId,
      group.warehouseId,
      group.buyerId,
      String(drawn.at.getUTCFullYear()),
      group.currency,
      drawn.registration.coin,
      lot.amountDue.toString(),
      group.dueDate,
      group.dueDateSource,
      lot.dueAt,
      group.orders.length,
      lot.ordersRoot,
      lot.documentHash,
      JSON.stringify(structToJson(termsOf(drawn.registration, lot))),
      drawn.at,
    ],
  );
  if (added.rowCount !== 1) throw new Refusal("registration.duplicate");
  const taken = await client.query(
    `update "Order" set status = 'registering', "receivableId" = $2
     where "organisationId" = $1 and status = 'ready' and id = any($3)`,
    [sellerId, lot.receivable, group.orders.map(({ id }) => id)],
  );
  if (taken.rowCount !== group.orders.length) throw new Refusal("order.not_ready");
};

const add =
  (client: pg.PoolClient): RegistrationStore["add"] =>
  async (scope, drawn) => {
    for (const drawnLot of drawn.lots)
      await addReceivable(client, scope.organisationId, { ...drawnLot, drawn });
    const id = randomUUID();
    await client.query(
      `insert into "Registration" (id, "sellerId", "warehouseId", currency, payload, "sellerSignature",
         "receivableIds", status, "createdAt")
       values ($1, $2, $3, $4, $5, $6, $7, 'proposed', $8)`,
      [
        id,
        scope.organisationId,
        drawn.warehouseId,
        drawn.currency,
        JSON.stringify(structToJson(drawn.registration)),
        drawn.sellerSignature,
        drawn.lots.map(({ lot }) => lot.receivable),
        drawn.at,
      ],
    );
    return id;
  };

const lock =
  (client: pg.PoolClient): RegistrationStore["lock"] =>
  async (scope, id) => {
    const found = await client.query<{
      id: string;
      sellerId: string;
      warehouseId: string;
      status: RegistrationState;
      payload: JsonStruct;
      sellerSignature: Hex;
      receivableIds: string[];
    }>(
      `select id, "sellerId", "warehouseId", status, payload, "sellerSignature", "receivableIds"
       from "Registration" where id = $1 and ("sellerId" = $2 or "warehouseId" = $2) for update`,
      [id, scope.organisationId],
    );
    const [row] = found.rows;
    if (!row) throw new Refusal("object.not_found");
    const { payload, ...rest } = row;
    return { ...rest, registration: registrationFromJson(payload) };
  };

const release =
  (client: pg.PoolClient): RegistrationStore["release"] =>
  async (scope, id, { status, reason }) => {
    const ended = await client.query<{ receivableIds: string[] }>(
      `update "Registration" set status = $3, "declineReason" = $4
       where id = $1 and ("sellerId" = $2 or "warehouseId" = $2) returning "receivableIds"`,
      [id, scope.organisationId, status, reason],
    );
    const ids = ended.rows[0]?.receivableIds ?? [];
    await client.query(
      `update "Order" set status = 'ready', "receivableId" = null where "receivableId" = any($1)`,
      [ids],
    );
    await client.query(
      `delete from "Receivable" where id = any($1) and status in ('proposed', 'countersigned', 'registering')
         and "registeredAt" is null`,
      [ids],
    );
  };

/** Registrations over one transaction's connection. */
export const registrationStore = (client: pg.PoolClient): RegistrationStore => ({
  ordersToSign: (scope, selection) =>
    ordersForLots(client, selectionWhere(scope, selection), { lock: true, limit: ORDERS_MAX + 1 }),
  parties: async (ids) => {
    const found = await client.query<SigningParty>(
      `select id as "organisationId", account, custody from "Organisation" where id = any($1)`,
      [ids],
    );
    return new Map(found.rows.map((party) => [party.organisationId, party]));
  },
  isTaken: async ({ orderKeys, receivableIds }) => {
    await client.query("select pg_advisory_xact_lock($1)", [REGISTRATION_LOCK]);
    const found = await client.query(
      `select 1 from "Order" where "orderKey" = any($1) and status in ('registering', 'registered')
       union all
       select 1 from "Receivable" where id = any($2) limit 1`,
      [orderKeys, receivableIds],
    );
    return (found.rowCount ?? 0) > 0;
  },
  add: add(client),
  lock: lock(client),
  submit: async (scope, id, warehouseSignature, at) => {
    await client.query(
      `update "Registration" set status = 'submitted', "warehouseSignature" = $3, "signedAt" = $4
       where id = $1 and "warehouseId" = $2`,
      [id, scope.organisationId, warehouseSignature, at],
    );
    await client.query(
      `update "Receivable" set status = 'registering', "updatedAt" = $3
       where "warehouseId" = $2 and id = any(select unnest("receivableIds") from "Registration" where id = $1)`,
      [id, scope.organisationId, at],
    );
  },
  release: release(client),
});
