import type pg from "pg";
import { escrowOf, type ReceivableState } from "@/core/chain-fact/receivable-state";

/** What the chain's facts say a receivable is, and whether this tells it forward or after a lost block. */
export type Retelling = {
  readonly id: string;
  readonly state: ReceivableState;
  readonly undoing: boolean;
};

const writeReceivable = (client: pg.PoolClient, { id, state }: Retelling) =>
  client.query(
    `update "Receivable" set status = $2, grade = 'seen', "collectionAccount" = coalesce($3, "collectionAccount"),
       "registeredAt" = $4, "fundedAt" = $5, "releasedAt" = $6, "closedAt" = $7, deal = $8, "dealHash" = $9,
       funded = $10::numeric, released = $11::numeric, delivered = $12::numeric, collected = $13::numeric,
       diluted = $14::numeric, escrow = $15::numeric, "feePaid" = $16::numeric, "latePaid" = $17::numeric,
       "chargePaid" = $18::numeric, "principalPaid" = $19::numeric, "sellerPaid" = $20::numeric,
       surplus = $21::numeric, "updatedAt" = now()
     where id = $1`,
    [
      id,
      state.status === "none" ? "registering" : state.status,
      state.collectionAccount,
      state.registeredAt,
      state.fundedAt,
      state.releasedAt,
      state.closedAt,
      state.deal === null ? null : JSON.stringify(state.deal),
      state.dealHash,
      ...[
        state.funded,
        state.released,
        state.delivered,
        state.collected,
        state.diluted,
        escrowOf(state),
        state.feePaid,
        state.latePaid,
        state.chargePaid,
        state.principalPaid,
        state.sellerPaid,
        state.surplus,
      ].map(String),
    ],
  );

const writePositions = async (client: pg.PoolClient, { id, state }: Retelling): Promise<void> => {
  const holders = [...state.holders];
  await client.query(
    'delete from "Position" where "receivableId" = $1 and not holder = any($2::text[])',
    [id, holders.map(([holder]) => holder)],
  );
  if (holders.length === 0) return;
  await client.query(
    `insert into "Position" ("receivableId", holder, units, "fundedUnits", paid)
     select r.id, h.holder, h.units, h.funded, h.paid
     from "Receivable" r,
          unnest($2::text[], $3::numeric[], $4::numeric[], $5::numeric[]) as h(holder, units, funded, paid)
     where r.id = $1
     on conflict ("receivableId", holder) do update
       set units = excluded.units, "fundedUnits" = excluded."fundedUnits", paid = excluded.paid`,
    [
      id,
      holders.map(([holder]) => holder),
      holders.map(([, { units }]) => units.toString()),
      holders.map(([, { fundedUnits }]) => fundedUnits.toString()),
      holders.map(([, { paid }]) => paid.toString()),
    ],
  );
};

const writeOffers = (client: pg.PoolClient, { id, state }: Retelling) =>
  client.query(
    `update "Offer" set status = case
         when sequence = $2 then 'frozen'
         when status = 'frozen' then 'open'
         when status = 'open' and $2 is not null then 'superseded'
         when status = 'open' and sequence < $3 then 'withdrawn'
         else status end
     where "receivableId" = $1`,
    [id, state.offerSequence, state.offerFloor],
  );

const writeAttestations = (client: pg.PoolClient, { id, state, undoing }: Retelling) =>
  client.query(
    `update "Attestation" set status = case
         when sequence = any($2::int[]) then 'released'
         when sequence <= $3 then 'voided'
         when status = 'released' or ($4 and status = 'voided') then 'signed'
         else status end
     where "receivableId" = $1`,
    [id, [...state.releasedSequences], state.voidedUpTo, undoing],
  );

/** A note is booked with the credit that carries its figure and hash; one of a lost block is on its way again. */
const writeCredits = (client: pg.PoolClient, { id, state }: Retelling) =>
  client.query(
    `update "CreditNote" c set status = case when (c.diluted, lower(c."documentHash")) in
         (select * from unnest($2::numeric[], $3::text[])) then 'booked' else 'signed' end
     where c."receivableId" = $1 and c.status <> 'failed'`,
    [
      id,
      state.credits.map(({ diluted }) => diluted.toString()),
      state.credits.map(({ documentHash }) => documentHash),
    ],
  );

/** Orders follow their receivable; a cancelled receivable lets them go. */
const writeOrders = (client: pg.PoolClient, { id, state }: Retelling) =>
  state.status === "cancelled"
    ? client.query(
        `update "Order" set status = 'ready', "receivableId" = null where "receivableId" = $1`,
        [id],
      )
    : client.query(
        `update "Order" set status = $2 where "receivableId" = $1 and status in ('registering', 'registered')`,
        [id, state.status === "none" ? "registering" : "registered"],
      );

/** Writes one receivable's part of the read model from its facts, in the caller's transaction. */
export const retell = async (client: pg.PoolClient, retelling: Retelling): Promise<void> => {
  await writeReceivable(client, retelling);
  await writePositions(client, retelling);
  await writeOffers(client, retelling);
  await writeAttestations(client, retelling);
  await writeCredits(client, retelling);
  await writeOrders(client, retelling);
};

/** Marks the registrations of these receivables, or takes the mark back. */
export const markRegistrations = (
  client: pg.PoolClient,
  ids: readonly string[],
  registered: boolean,
) =>
  client.query(
    `update "Registration" g set status = $2 from "Receivable" r
     where r.id = any($1::text[]) and g."sellerId" = r."sellerId" and r.id = any(g."receivableIds")
       and g.status = any($3::text[])`,
    [
      ids,
      registered ? "registered" : "submitted",
      registered ? ["countersigned", "submitted", "failed"] : ["registered"],
    ],
  );

/** Marks the fundings that these transactions carried, or takes the mark back. */
export const markFundings = (client: pg.PoolClient, txHashes: readonly string[], funded: boolean) =>
  client.query(
    `update "Funding" set status = $2, error = null
     where "intentId" in (select "intentId" from "TxAttempt" where hash = any($1::text[]))`,
    [txHashes, funded ? "funded" : "submitted"],
  );
