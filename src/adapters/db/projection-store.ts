import type pg from "pg";
import { escrowOf, type ReceivableState } from "@/core/chain-fact/receivable-state";

/** What the chain's facts say a receivable is. */
export type Retelling = { readonly id: string; readonly state: ReceivableState };

const MONEY = [
  ...["funded", "released", "delivered", "collected", "diluted", "escrow", "feePaid"],
  ...["latePaid", "chargePaid", "principalPaid", "sellerPaid", "surplus"],
];

const rowOf = ({ id, state }: Retelling) => ({
  id,
  status: state.status === "none" ? "registering" : state.status,
  isCancelled: state.status === "cancelled",
  collectionAccount: state.collectionAccount,
  registeredAt: state.registeredAt,
  fundedAt: state.fundedAt,
  releasedAt: state.releasedAt,
  closedAt: state.closedAt,
  deal: state.deal,
  dealHash: state.dealHash,
  escrow: String(escrowOf(state)),
  ...Object.fromEntries(
    MONEY.filter((name) => name !== "escrow").map((name) => [
      name,
      String(state[name as keyof ReceivableState]),
    ]),
  ),
  offerSequence: state.offerSequence,
  offerFloor: state.offerFloor,
  releasedSequences: state.releasedSequences,
  voidedUpTo: state.voidedUpTo,
  credits: state.credits.map(({ diluted, documentHash }) => ({
    diluted: String(diluted),
    hash: documentHash,
  })),
  holders: [...state.holders.keys()],
});

const ROWS = `rows as (select * from jsonb_to_recordset($1::jsonb) as s(id text, status text, "isCancelled" boolean,
  "collectionAccount" text, "registeredAt" timestamp, "fundedAt" timestamp, "releasedAt" timestamp, "closedAt" timestamp,
  deal jsonb, "dealHash" text, ${MONEY.map((name) => `"${name}" numeric`).join(", ")}, "offerSequence" int,
  "offerFloor" int, "releasedSequences" int[], "voidedUpTo" int, credits jsonb, holders text[]))`;

const RECEIVABLES = `update "Receivable" r set status = s.status, grade = 'seen',
    "collectionAccount" = coalesce(s."collectionAccount", r."collectionAccount"),
    "registeredAt" = s."registeredAt", "fundedAt" = s."fundedAt", "releasedAt" = s."releasedAt",
    "closedAt" = s."closedAt", deal = s.deal, "dealHash" = s."dealHash",
    ${MONEY.map((name) => `"${name}" = s."${name}"`).join(", ")}, "updatedAt" = now()
  from rows s where r.id = s.id`;

const GONE_POSITIONS = `delete from "Position" p using rows s
  where p."receivableId" = s.id and not p.holder = any(s.holders)`;

const POSITIONS = `insert into "Position" ("receivableId", holder, units, "fundedUnits", paid)
  select r.id, h.holder, h.units, h.funded, h.paid
  from jsonb_to_recordset($2::jsonb) as h(id text, holder text, units numeric, funded numeric, paid numeric)
  join "Receivable" r on r.id = h.id
  on conflict ("receivableId", holder) do update
    set units = excluded.units, "fundedUnits" = excluded."fundedUnits", paid = excluded.paid`;

const OFFERS = `update "Offer" o set status = case
    when o.sequence = s."offerSequence" then 'frozen'
    when o.status = 'frozen' then 'open'
    when o.status = 'open' and s."offerSequence" is not null then 'superseded'
    when o.status = 'open' and o.sequence < s."offerFloor" then 'withdrawn'
    else o.status end
  from rows s where o."receivableId" = s.id`;

const ATTESTATIONS = `update "Attestation" a set status = case
    when a.sequence = any(s."releasedSequences") then 'released'
    when a.sequence <= s."voidedUpTo" then 'voided'
    when a.status = 'released' or ($3 and a.status = 'voided') then 'signed'
    else a.status end
  from rows s where a."receivableId" = s.id`;

/** A note is booked with the credit that carries its figure and hash; one of a lost block is on its way again. */
const CREDITS = `update "CreditNote" c set status = case when (c.diluted, lower(c."documentHash")) in
    (select k.diluted, k.hash from jsonb_to_recordset(s.credits) as k(diluted numeric, hash text)) then 'booked'
    when c.status = 'failed' then 'failed' else 'signed' end
  from rows s where c."receivableId" = s.id`;

/** Orders follow their receivable; a cancelled receivable lets them go. */
const ORDERS = `update "Order" o set
    status = case when s."isCancelled" then 'ready' when s.status = 'registering' then 'registering' else 'registered' end,
    "receivableId" = case when s."isCancelled" then null else o."receivableId" end
  from rows s where o."receivableId" = s.id and (s."isCancelled" or o.status in ('registering', 'registered'))`;

/** One round trip for a whole block: every part is a table of its own, or rows of their own. */
const RETELL = `with ${ROWS}, receivables as (${RECEIVABLES}), gone as (${GONE_POSITIONS}), positions as (${POSITIONS}),
  offers as (${OFFERS}), attestations as (${ATTESTATIONS}), credits as (${CREDITS}) ${ORDERS}`;

/**
 * Writes these receivables' part of the read model from their facts, in the caller's transaction. `undoing` says that facts
 * were taken away: what they had voided is signed again.
 */
export const retell = async (
  client: pg.PoolClient,
  retellings: readonly Retelling[],
  { undoing }: { readonly undoing: boolean },
): Promise<void> => {
  if (retellings.length === 0) return;
  const holders = retellings.flatMap(({ id, state }) =>
    [...state.holders].map(([holder, { units, fundedUnits, paid }]) => ({
      id,
      holder,
      units: String(units),
      funded: String(fundedUnits),
      paid: String(paid),
    })),
  );
  await client.query({
    name: "retell",
    text: RETELL,
    values: [JSON.stringify(retellings.map(rowOf)), JSON.stringify(holders), undoing],
  });
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

/** Marks the fundings that these transactions carried, whoever sent them, or takes the mark back. */
export const markFundings = (client: pg.PoolClient, txHashes: readonly string[], funded: boolean) =>
  client.query(
    `update "Funding" set status = $2, error = null
     where "intentId" in (select "intentId" from "TxAttempt" where hash = any($1::text[])
       union select id from "Intent" where kind = 'fund' and "txHash" = any($1::text[]))`,
    [txHashes, funded ? "funded" : "submitted"],
  );
