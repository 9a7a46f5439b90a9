import { likeText } from "@/adapters/db/order-where";
import type { CalendarDate } from "@/core/dates/calendar-date";
import { calendarDateAt, HONG_KONG_OFFSET_SECONDS } from "@/core/dates/day-count";
import {
  type RepaymentFilter,
  type RepaymentShow,
  WEEK_DAYS,
} from "@/core/repayment/repayment-filter";

/** What the buyer still owes; `r` is the receivable. */
export const OPEN = `greatest(r."amountDue" - r.diluted - r.collected, 0)`;

/** Lenders' principal that is out. */
export const PRINCIPAL = `(r.released - r."principalPaid")`;

/** Money is out and the buyer owes. */
export const OUTSTANDING = `(r.status in ('released', 'defaulted') and r.collected < r."amountDue" - r.diluted)`;

/** Days past due on the day `$1` (text of a calendar date). */
export const LATE = `($1::date - r."dueDate"::date)`;

/** The ageing bucket; keys as in core/position/ageing.ts. */
export const BUCKET = `case when ${LATE} <= 0 then 'notDue' when ${LATE} <= 30 then 'd1to30'
  when ${LATE} <= 60 then 'd31to60' when ${LATE} <= 90 then 'd61to90' else 'over90' end`;

/** Money that arrived for a receivable, an event each; without what is kept for the payer. */
export const ARRIVALS = `(select e."receivableId", e."blockAt",
    (e.args->>'amount')::numeric - (e.args->'split'->>'surplus')::numeric as minor
  from "ChainEvent" e where e.name in ('Collected', 'BoughtBack') and e.contract = 'Receivables')`;

/** The moment as a moment and as days in Hong Kong: the first two parameters of every statement here. */
export type Today = { readonly today: CalendarDate; readonly monthFrom: Date };

/** The day in Hong Kong, and the moment its month began there. */
export const todayOf = (now: Date): Today => {
  const today = calendarDateAt(now, HONG_KONG_OFFSET_SECONDS);
  return { today, monthFrom: new Date(`${today.slice(0, 7)}-01T00:00:00+08:00`) };
};

const SHOWS: Readonly<Record<RepaymentShow, string>> = {
  outstanding: OUTSTANDING,
  today: `${OUTSTANDING} and ${LATE} = 0`,
  week: `${OUTSTANDING} and ${LATE} between ${1 - WEEK_DAYS} and 0`,
  overdue: `${OUTSTANDING} and ${LATE} > 0`,
  collected: `exists (select 1 from ${ARRIVALS} x where x."receivableId" = r.id and x."blockAt" >= $2)`,
  partPaid: `${OUTSTANDING} and r.collected > 0`,
  all: `r."releasedAt" is not null`,
};

/** The list under a filter; parameters 1 to 3 are day, begin of the month and moment. */
export const repaymentWhere = (
  filter: RepaymentFilter,
  now: Date,
): { text: string; values: unknown[] } => {
  const { today, monthFrom } = todayOf(now);
  const values: unknown[] = [today, monthFrom];
  const parts = ["($1::text is not null and $2::timestamp is not null)", SHOWS[filter.show]];
  const add = (clause: (place: string) => string, value: unknown) => {
    values.push(value);
    parts.push(clause(`$${values.length}`));
  };
  if (filter.bucket) add((place) => `${BUCKET} = ${place}`, filter.bucket);
  if (filter.currency) add((place) => `r.currency = ${place}`, filter.currency);
  if (filter.buyerId) add((place) => `r."buyerId" = ${place}`, filter.buyerId);
  if (filter.sellerId) add((place) => `r."sellerId" = ${place}`, filter.sellerId);
  if (filter.lenderId)
    add(
      (place) => `exists (select 1 from "Position" p join "Organisation" l on l.account = p.holder
        where p."receivableId" = r.id and l.id = ${place})`,
      filter.lenderId,
    );
  if (filter.search)
    add(
      (place) => `(r.reference ilike ${place} or s.name ilike ${place} or b.name ilike ${place})`,
      likeText(filter.search),
    );
  return { text: parts.join(" and "), values };
};
