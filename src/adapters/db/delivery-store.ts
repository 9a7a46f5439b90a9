import type pg from "pg";
import { goodsOf } from "@/adapters/db/delivery-goods";
import type { DeliveryRecord } from "@/core/delivery/delivery-record";
import { Refusal } from "@/core/refusal";
import type { JsonStruct } from "@/core/typed-data/deal-json";
import type { DeliveryStore, LastConfirmation } from "@/ports/delivery-store";

type Row = {
  id: string;
  sellerId: string;
  status: string;
  deal: JsonStruct | null;
  disputed: boolean;
  lastSequence: number;
  amountDue: bigint;
  diluted: bigint;
  collected: bigint;
  funded: bigint;
  released: bigint;
  escrow: bigint;
  principalRepaid: bigint;
};

/** True when the buyer says the debt is wrong; `r` is the receivable. */
export const DISPUTED = `exists (select 1 from "BuyerLink" d where d."receivableId" = r.id and d."disputedAt" is not null)`;

/** The last confirmation that was not refused or taken back. */
export const lastConfirmation = async (
  client: pg.Pool | pg.PoolClient,
  receivableId: string,
): Promise<LastConfirmation | null> => {
  const found = await client.query<LastConfirmation & { record: DeliveryRecord }>(
    `select id, sequence, delivered, quantities as record from "Attestation"
     where "receivableId" = $1 and status in ('signed', 'released') order by sequence desc limit 1`,
    [receivableId],
  );
  return found.rows[0] ?? null;
};

const lock =
  (client: pg.PoolClient): DeliveryStore["lock"] =>
  async (scope, receivableId) => {
    // First the lock: what stands beside the row would be read as it stood before the wait for it.
    await client.query(
      'select 1 from "Receivable" where id = $1 and "warehouseId" = $2 for update',
      [receivableId, scope.organisationId],
    );
    const found = await client.query<Row>(
      `select r.id, r."sellerId", r.status, r.deal, r."amountDue", r.diluted, r.collected, r.funded, r.released,
         r.escrow, r."principalPaid" as "principalRepaid", ${DISPUTED} as disputed,
         coalesce((select max(a.sequence) from "Attestation" a where a."receivableId" = r.id), 0)::int as "lastSequence"
       from "Receivable" r where r.id = $1 and r."warehouseId" = $2`,
      [receivableId, scope.organisationId],
    );
    const [row] = found.rows;
    if (!row) throw new Refusal("object.not_found");
    const { id, sellerId, status, deal, disputed, lastSequence, ...books } = row;
    return {
      id,
      sellerId,
      status,
      deal,
      disputed,
      lastSequence,
      books,
      orders: await goodsOf(client, id),
      last: await lastConfirmation(client, id),
    };
  };

/** Deliveries over one transaction's connection. */
export const deliveryStore = (client: pg.PoolClient): DeliveryStore => ({
  lock: lock(client),
  add: async (scope, { id, receivableId, attestation, record, message, signature, at }) => {
    await client.query(
      `insert into "Attestation" (id, "receivableId", "warehouseId", sequence, delivered, quantities, message,
         signature, status, "createdById", "createdAt")
       values ($1, $2, $3, $4, $5, $6, $7, $8, 'signed', $9, $10)`,
      [
        id,
        receivableId,
        scope.organisationId,
        attestation.seq,
        attestation.delivered.toString(),
        JSON.stringify(record),
        JSON.stringify(message),
        signature,
        scope.userId,
        at,
      ],
    );
  },
});
