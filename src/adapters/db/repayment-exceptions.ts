import type pg from "pg";
import { DISPUTED } from "@/adapters/db/delivery-store";
import { LATE, OPEN, OUTSTANDING, todayOf } from "@/adapters/db/repayment-where";
import { EXCEPTION_KINDS, nextOn } from "@/core/repayment/exception";
import type { ExceptionRow } from "@/ports/repayment-views";

type Found = Omit<ExceptionRow, "next"> & { readonly noticeDays: number | null };

const NOTICE = `(r.deal->'offer'->>'graceDays')::int + (r.deal->'offer'->>'noticeDays')::int`;
const BASE = `r.id as "receivableId", r.reference, b.name as party, r.currency, ${OPEN} as minor`;
const FROM = `from "Receivable" r join "Organisation" b on b.id = r."buyerId"`;

/** The buyer says the debt of `r` is wrong, and it is not over. */
export const DISPUTE_OPEN = `${DISPUTED} and r.status not in ('settled', 'cancelled', 'refunded', 'boughtBack')`;

/** One statement per kind, each with the same columns; `$1` is the day. */
const STATEMENTS: readonly string[] = [
  `select 'debt:' || r.id as key, case when r.status = 'defaulted' then 'defaulted' when ${LATE} > 0 then 'overdue'
     else 'partPaid' end as kind, ${BASE}, greatest(${LATE}, 0) as "lateDays", ${NOTICE} as "noticeDays",
     null as "intentKind", case when r.collected > 0 then 'part paid' end as about,
     case when ${LATE} > 0 then r."dueAt" else r."updatedAt" end as since
   ${FROM} where ${OUTSTANDING} and (r.status = 'defaulted' or ${LATE} > 0 or r.collected > 0)`,
  `select 'dispute:' || r.id, 'disputed', ${BASE}, null::int, null::int, null,
     (select d."disputeReason" from "BuyerLink" d where d."receivableId" = r.id and d."disputedAt" is not null
      order by d."disputedAt" desc limit 1),
     (select max(d."disputedAt") from "BuyerLink" d where d."receivableId" = r.id)
   ${FROM} where ${DISPUTE_OPEN}`,
  `select 'intent:' || i.id, 'failed', r.id, r.reference, o.name, r.currency, null::numeric, null::int, null::int, i.kind,
     coalesce(i.error->>'says', i.error->>'message', i.error->>'code'), i."updatedAt"
   from "Intent" i left join "Receivable" r on r.id = i."receivableId"
   left join "Organisation" o on o.id = i."organisationId"
   where i.status = 'failed' and not exists (select 1 from "Intent" n where n."receivableId" = i."receivableId"
     and n.kind = i.kind and n."createdAt" > i."createdAt" and n.status <> 'failed')`,
  `select 'claim:' || a.id, 'claim', null, null, o.name, a.currency, -a.balance, null::int, null::int, null, o.kind,
     coalesce((select max(j."happenedAt") from "Posting" p join "Journal" j on j.id = p."journalId" where p."accountId" = a.id), $2)
   from "LedgerAccount" a join "Organisation" o on o.account = a.party
   where a.code = 'claim' and a.balance < 0 and o.kind <> 'platform'`,
];

const EXCEPTIONS_MAX = 200;

/** What does not go on by itself, the gravest kind first, then the oldest. */
export const repaymentExceptions = async (
  pool: pg.Pool,
  now: Date,
): Promise<readonly ExceptionRow[]> => {
  const { today } = todayOf(now);
  const found = await pool.query<Found>(
    `select * from (${STATEMENTS.join(" union all ")}) x where $2::timestamp is not null
     order by array_position($3::text[], x.kind), x.since, x.key limit ${EXCEPTIONS_MAX}`,
    [today, now, [...EXCEPTION_KINDS]],
  );
  return found.rows.map(({ noticeDays, ...row }) => ({
    ...row,
    next: nextOn({ ...row, noticeDays }),
  }));
};
