import type pg from "pg";
import { journalOf } from "@/adapters/db/journal";
import { inTransaction } from "@/adapters/db/transact";
import { secondsOf } from "@/core/dates/day-count";
import type { Json } from "@/core/intent/intent";
import type { Refused } from "@/core/keeper/acts-due";
import type { Clock } from "@/ports/clock";
import type { Candidate, KeeperStore } from "@/ports/keeper-store";

type Row = Omit<Candidate, "holders" | "refused"> & {
  deal: Json;
  holders: { units: string; paid: string }[] | null;
  refused: Refused[] | null;
};

/** Everything lenders got in all. */
const LENDER_TOTAL = `(r."principalPaid" + r."chargePaid" + r."latePaid" + (r.funded - r.released - r.escrow))`;

const OFFER = `(r.deal->'offer'->>%)::bigint`;
const offer = (field: string): string => OFFER.replace("%", `'${field}'`);

/** Cheap signs that something may be due; what is due is decided by the core. */
const SIGNS = `(
    r.status = 'funding' and ${offer("fundBy")} < $1
    or r.status in ('funded', 'released') and r.escrow > 0 and ${offer("deliverBy")} < $1
    or r.status = 'released' and extract(epoch from r."dueAt")
       + (${offer("graceDays")} + ${offer("noticeDays")}) * 86400 < $1
    or coalesce(u.balance, 0) > 0
    or coalesce(d.balance, 0) < 0 and exists (
      select 1 from "Position" p where p."receivableId" = r.id and p.units > 0
        and (r.status in ('settled', 'refunded', 'boughtBack') or div(p.units * ${LENDER_TOTAL}, r.funded) > p.paid))
  )`;

const candidates = async (pool: pg.Pool, chainTime: Date, limit: number): Promise<Candidate[]> => {
  const found = await pool.query<Row>(
    `select r.id, r.status, r.deal, r.escrow, r.funded,
       ${LENDER_TOTAL} as "lenderTotal",
       coalesce(u.balance, 0)::numeric as unswept,
       (select json_agg(json_build_object('units', p.units::text, 'paid', p.paid::text))
        from "Position" p where p."receivableId" = r.id) as holders,
       (select json_agg(f) from (select i.kind, count(*)::int as times,
          (array_agg(i.key order by i."updatedAt" desc, i.sequence desc))[1] as "lastKey",
          floor(extract(epoch from now() - max(i."updatedAt")))::int as "secondsAgo"
        from "Intent" i where i."receivableId" = r.id and i.status = 'failed' group by i.kind) f) as refused
     from "Receivable" r
     left join "LedgerAccount" u on u."receivableId" = r.id and u.code = 'collection-cash' and u.currency = r.currency
     left join "LedgerAccount" d on d."receivableId" = r.id and d.code = 'lenders-due'
     where r."registeredAt" is not null and r.deal is not null and ${SIGNS}
       and not exists (select 1 from "Intent" i where i."receivableId" = r.id
         and i.status in ('waiting', 'signed', 'sent')
         and (i.kind = 'sweep' or i.error is null and i.payload->>'notBefore' is null))
     order by r."dueAt" limit $2`,
    [secondsOf(chainTime), limit],
  );
  return found.rows.map((row) => ({
    ...row,
    refused: row.refused ?? [],
    holders: (row.holders ?? []).map(({ units, paid }) => ({
      units: BigInt(units),
      paid: BigInt(paid),
    })),
  }));
};

/** The keeper's reads and wishes in PostgreSQL. */
export const keeperStore = ({ pool, clock }: { pool: pg.Pool; clock: Clock }): KeeperStore => ({
  candidates: (chainTime, limit) => candidates(pool, chainTime, limit),
  wish: (wishes) =>
    inTransaction(pool, async (client) => {
      const keys = wishes.map(({ key }) => key);
      const known = await client.query('select 1 from "Intent" where key = any($1::text[])', [
        keys,
      ]);
      const journal = journalOf(client, clock);
      for (const wish of wishes) await journal.wish(wish);
      return wishes.length - (known.rowCount ?? 0);
    }),
});
