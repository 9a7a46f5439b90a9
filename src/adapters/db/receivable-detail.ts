import type pg from "pg";
import { parkedFor } from "@/adapters/db/claim-rows";
import type { FactArgs } from "@/core/chain-fact/chain-fact";
import type { ReceivableFact } from "@/core/receivable/timeline";
import { dealOfOffer, type JsonStruct } from "@/core/typed-data/deal-json";
import type {
  BuyerLinkView,
  OfferView,
  PendingWrite,
  ReceivableDetail,
  RegistrationView,
} from "@/ports/receivable-views";

/** Facts of the chain about a receivable, oldest first, each marked final or not. */
export const factsOf = async (pool: pg.Pool, id: string): Promise<ReceivableFact[]> => {
  const found = await pool.query<{
    key: string;
    name: string;
    args: FactArgs;
    at: Date;
    blockNumber: number;
    txHash: string;
    final: boolean;
  }>(
    `select e."blockHash" || ':' || e."logIndex" || ':' || e.part as key, e.name, e.args, e."blockAt" as at,
       e."blockNumber", e."txHash", e."blockNumber" <= coalesce(
         (select number from "ChainCursor" where grade = 'final'), -1) as final
     from "ChainEvent" e where e."receivableId" = $1
     order by e."blockNumber", e."logIndex", e.part limit 2000`,
    [id],
  );
  return found.rows;
};

type OfferRow = Omit<OfferView, "deal" | "recourse"> & { message: JsonStruct };

/** The offer in force: the frozen one, else the open one, else the newest. */
export const offerOf = async (
  pool: pg.Pool,
  id: string,
  terms: JsonStruct,
): Promise<OfferView | null> => {
  const found = await pool.query<OfferRow>(
    `select id, sequence, status, "advanceBps", "rateBps", "lateRateBps", "feeBps", "fundBy",
       "deliverBy", maximum, minimum, "createdAt", message
     from "Offer" where "receivableId" = $1
     order by (status = 'frozen') desc, (status = 'open') desc, sequence desc limit 1`,
    [id],
  );
  const [row] = found.rows;
  if (!row) return null;
  const { message, ...offer } = row;
  return { ...offer, recourse: message.recourse === true, deal: dealOfOffer({ terms, message }) };
};

/** The newest registration that names the receivable. */
export const registrationOf = async (
  pool: pg.Pool,
  id: string,
): Promise<RegistrationView | null> => {
  const found = await pool.query<RegistrationView>(
    `select id, status, "declineReason", "createdAt", "signedAt", (payload->>'expiry')::bigint::int as expiry
     from "Registration" where $1 = any("receivableIds") order by "createdAt" desc limit 1`,
    [id],
  );
  return found.rows[0] ?? null;
};

/** Chain writes about a receivable that are not final yet, or were refused. */
export const pendingOf = async (
  pool: pg.Pool,
  id: string,
  registrationId: string | null,
): Promise<PendingWrite[]> => {
  const found = await pool.query<PendingWrite>(
    `select id, kind, status, "txHash", error->>'message' as error, "createdAt" from "Intent"
     where ("receivableId" = $1 or key = $2) and status <> 'final' order by "createdAt"`,
    [id, `register:${registrationId ?? ""}`],
  );
  return found.rows;
};

/** The link the seller gave the buyer last. */
export const buyerLinkOf = async (pool: pg.Pool, id: string): Promise<BuyerLinkView | null> => {
  const found = await pool.query<BuyerLinkView>(
    `select "createdAt", "expiresAt", "firstSeenAt", strength, "confirmedBy", "confirmedAt"
     from "BuyerLink" where "receivableId" = $1 order by "createdAt" desc limit 1`,
    [id],
  );
  return found.rows[0] ?? null;
};

/** Files the orders came in, and when the first of them arrived. */
export const originOf = async (
  pool: pg.Pool,
  id: string,
): Promise<Pick<ReceivableDetail, "files"> & { orderedAt: Date | null }> => {
  const found = await pool.query<{ name: string; hash: string; at: Date }>(
    `select i."fileName" as name, i."fileHash" as hash, min(o."createdAt") as at
     from "Order" o join "Import" i on i.id = o."importId"
     where o."receivableId" = $1 group by 1, 2 order by 3 limit 50`,
    [id],
  );
  return {
    files: found.rows.map(({ name, hash }) => ({ name, hash })),
    orderedAt: found.rows[0]?.at ?? null,
  };
};

/** Who holds the claim on a receivable, largest first. */
export const lendersOf = async (
  pool: pg.Pool,
  id: string,
): Promise<ReceivableDetail["lenders"]> => {
  const found = await pool.query<Omit<ReceivableDetail["lenders"][number], "setAside">>(
    `select o.name, p.holder as account, p.units, p.paid from "Position" p
     left join "Organisation" o on o.account = p.holder
     where p."receivableId" = $1 order by p."fundedUnits" desc, p.holder`,
    [id],
  );
  const parked = await parkedFor(
    pool,
    found.rows.map(({ account }) => account),
  );
  return found.rows.map((lender) => ({
    ...lender,
    setAside: parked.reduce(
      (sum, { receivableId, account, minor }) =>
        receivableId === id && account === lender.account ? sum + minor : sum,
      0n,
    ),
  }));
};
