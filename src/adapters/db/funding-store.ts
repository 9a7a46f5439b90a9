import type pg from "pg";
import type { FundableOffer, LenderStanding } from "@/core/funding/fund";
import type { LicenceClass } from "@/core/licence/licence-class";
import type { Currency } from "@/core/money";
import { Refusal } from "@/core/refusal";
import { dealOfOffer, type JsonStruct } from "@/core/typed-data/deal-json";
import type { Hex } from "@/core/typed-data/typed-data";
import type { FundingFacts, FundingRecord, FundingStore } from "@/ports/funding-store";

const ZERO_ADDRESS = /^0x0{40}$/;
const ZERO_HASH = /^0x0{64}$/;

type Queries = Pick<pg.Pool, "query">;

type OfferColumns = {
  status: string;
  currency: Currency;
  terms: JsonStruct;
  amountDue: bigint;
  diluted: bigint;
  collected: bigint;
  funded: bigint;
  message: JsonStruct;
  signature: Hex;
  offerStatus: string;
  maximum: bigint;
  advanceBps: number;
  fundBy: Date;
  deliverBy: Date;
};

const OFFER = `
  select r.status, r.currency, r.terms, r."amountDue", r.diluted, r.collected, r.funded,
    o.message, o.signature, o.status as "offerStatus", o.maximum, o."advanceBps", o."fundBy", o."deliverBy"
  from "Receivable" r
  join "Offer" o on o."receivableId" = r.id and o.status in ('open', 'frozen')
  where r.id = $1
  order by o.sequence desc limit 1`;

/** Sum of a receivable's fundings that are signed and not judged by the chain yet. */
const PENDING = `
  select coalesce(sum(amount), 0) as pending from "Funding"
  where "receivableId" = $1 and status = 'submitted'`;

const LENDER = `
  select g.status, g.account, g.custody, l.class, l.status as "licenceStatus", l."expiresAt"
  from "Organisation" g
  left join lateral (
    select class, status, "expiresAt" from "Licence"
    where "organisationId" = g.id order by (status = 'active') desc, "expiresAt" desc limit 1
  ) l on true
  where g.id = $1 and g.kind = 'lender'`;

type LenderColumns = {
  status: string;
  account: string | null;
  custody: "platform" | "wallet";
  class: LicenceClass | null;
  licenceStatus: string | null;
  expiresAt: Date | null;
};

/** What our records say about a lender's right to fund; null for an organisation that is no lender. */
const lenderStandingOf = async (
  queries: Queries,
  organisationId: string,
): Promise<(LenderStanding & { readonly custody: "platform" | "wallet" }) | null> => {
  const { rows } = await queries.query<LenderColumns>(LENDER, [organisationId]);
  const [row] = rows;
  if (!row) return null;
  return {
    organisationStatus: row.status,
    account: row.account,
    custody: row.custody,
    licence:
      row.class && row.licenceStatus && row.expiresAt
        ? { class: row.class, status: row.licenceStatus, expiresAt: row.expiresAt }
        : null,
  };
};

const offerOf = (row: OfferColumns, pending: bigint): FundableOffer => {
  const named = String(row.message.lender ?? "");
  return {
    receivableStatus: row.status,
    offerStatus: row.offerStatus,
    fundBy: row.fundBy,
    deliverBy: row.deliverBy,
    namedLender: named === "" || ZERO_ADDRESS.test(named) ? null : named,
    hasMemorandum: !ZERO_HASH.test(String(row.message.memorandumHash ?? `0x${"0".repeat(64)}`)),
    capacity: {
      maximum: row.maximum,
      advanceBps: row.advanceBps,
      amountDue: row.amountDue,
      diluted: row.diluted,
      collected: row.collected,
      funded: row.funded,
      pending,
    },
  };
};

/** The offer that counts with what is taken of it; null when there is none. */
export const readFundingFacts = async (
  queries: Queries,
  ids: { readonly receivableId: string; readonly lenderId: string },
): Promise<FundingFacts | null> => {
  const found = await queries.query<OfferColumns>(OFFER, [ids.receivableId]);
  const [row] = found.rows;
  const lender = await lenderStandingOf(queries, ids.lenderId);
  if (!row || !lender) return null;
  const sums = await queries.query<{ pending: bigint }>(PENDING, [ids.receivableId]);
  return {
    lender,
    offer: offerOf(row, sums.rows[0]?.pending ?? 0n),
    deal: dealOfOffer({ terms: row.terms, message: row.message }),
    sellerSignature: row.signature,
    currency: row.currency,
  };
};

/** Fundings inside a transaction. */
export const fundingStore = (client: pg.PoolClient): FundingStore => ({
  facts: async (scope, receivableId, mode) => {
    if (mode === "lock")
      await client.query('select 1 from "Receivable" where id = $1 for update', [receivableId]);
    return readFundingFacts(client, { receivableId, lenderId: scope.organisationId });
  },
  bySalt: async (scope, salt) => {
    const found = await client.query<FundingRecord>(
      `select f.id, f."receivableId", f.amount, f.salt, f.status, split_part(i.key, ':', 2) as "dealHash"
       from "Funding" f left join "Intent" i on i.id = f."intentId" where f."lenderId" = $1 and f.salt = $2`,
      [scope.organisationId, salt],
    );
    return found.rows[0] ?? null;
  },
  add: async (scope, { id, receivableId, amount, salt, signature, intentId, at }) => {
    const added = await client.query(
      `insert into "Funding"
         (id, "receivableId", "lenderId", amount, salt, signature, "intentId", status, "createdAt")
       values ($1, $2, $3, $4, $5, $6, $7, 'submitted', $8) on conflict ("lenderId", salt) do nothing`,
      [id, receivableId, scope.organisationId, amount.toString(), salt, signature, intentId, at],
    );
    if (added.rowCount === 0) throw new Refusal("funding.salt_reused");
  },
});
