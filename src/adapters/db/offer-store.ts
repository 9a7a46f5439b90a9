import { randomUUID } from "node:crypto";
import type pg from "pg";
import { Refusal } from "@/core/refusal";
import { type JsonStruct, structToJson, termsFromJson } from "@/core/typed-data/deal-json";
import { offerMessage } from "@/core/typed-data/receivables";
import type { Hex } from "@/core/typed-data/typed-data";
import type { OfferStore } from "@/ports/offer-store";

const receivable =
  (client: pg.PoolClient): OfferStore["receivable"] =>
  async (scope, id) => {
    // First the lock: what stands beside the row would be read as it stood before the wait for it.
    await client.query('select 1 from "Receivable" where id = $1 and "sellerId" = $2 for update', [
      id,
      scope.organisationId,
    ]);
    const found = await client.query<{
      id: string;
      status: string;
      terms: JsonStruct;
      registeredAt: Date | null;
      diluted: bigint;
      collected: bigint;
      lastSequence: number;
      openOfferId: string | null;
      custody: "platform" | "wallet";
    }>(
      `select r.id, r.status, r.terms, r."registeredAt", r.diluted, r.collected, s.custody,
         (select coalesce(max(o.sequence), 0) from "Offer" o where o."receivableId" = r.id) as "lastSequence",
         (select o.id from "Offer" o where o."receivableId" = r.id and o.status = 'open' limit 1) as "openOfferId"
       from "Receivable" r join "Organisation" s on s.id = r."sellerId"
       where r.id = $1 and r."sellerId" = $2`,
      [id, scope.organisationId],
    );
    const [row] = found.rows;
    if (!row) throw new Refusal("object.not_found");
    return { ...row, terms: termsFromJson(row.terms) };
  };

/** Offers over one transaction's connection. */
export const offerStore = (client: pg.PoolClient): OfferStore => ({
  receivable: receivable(client),
  lenderAccount: async (lenderId) => {
    const found = await client.query<{ account: Hex | null }>(
      `select account from "Organisation" where id = $1 and kind = 'lender' and status = 'active'`,
      [lenderId],
    );
    return found.rows[0]?.account ?? null;
  },
  close: async (scope, receivableId, status) => {
    await client.query(
      `update "Offer" o set status = $3 from "Receivable" r
       where o."receivableId" = $1 and o.status = 'open' and r.id = o."receivableId" and r."sellerId" = $2`,
      [receivableId, scope.organisationId, status],
    );
  },
  add: async (_scope, { receivableId, deal, offer, maximum, signature, at }) => {
    const id = randomUUID();
    await client.query(
      `insert into "Offer" (id, "receivableId", sequence, message, signature, status, "advanceBps",
         "rateBps", "lateRateBps", "feeBps", "fundBy", "deliverBy", maximum, minimum, "createdAt")
       values ($1, $2, $3, $4, $5, 'open', $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [
        id,
        receivableId,
        offer.sequence,
        JSON.stringify(structToJson(offerMessage(deal))),
        signature,
        offer.advanceBps,
        offer.rateBps,
        offer.lateRateBps,
        offer.feeBps,
        new Date(offer.fundBy * 1000),
        new Date(offer.deliverBy * 1000),
        maximum.toString(),
        offer.minimum.toString(),
        at,
      ],
    );
    return id;
  },
});
