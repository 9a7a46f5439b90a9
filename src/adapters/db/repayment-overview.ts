import type pg from "pg";
import {
  ARRIVALS,
  BUCKET,
  LATE,
  OPEN,
  OUTSTANDING,
  PRINCIPAL,
  type Today,
  todayOf,
} from "@/adapters/db/repayment-where";
import { addDays, type CalendarDate } from "@/core/dates/calendar-date";
import { type Exposure, largestExposures } from "@/core/exposure/exposure";
import type { Currency } from "@/core/money";
import { AGEING_BUCKETS, type AgeingBucket } from "@/core/position/ageing";
import { chartWeeks, mondayOf, WEEK_DAYS } from "@/core/repayment/repayment-filter";
import type { Counted, RepaymentOverview } from "@/ports/repayment-views";

const LARGEST = 8;
const WEEKS = { before: 8, after: 4 };
const NOTHING: Counted = { count: 0, minor: 0n };

type Of<T> = T & { currency: Currency };

const currenciesOf = async (pool: pg.Pool): Promise<readonly Currency[]> => {
  const { rows } = await pool.query<Of<object>>(
    `select currency from "Receivable" where "releasedAt" is not null group by 1 order by 1`,
  );
  return rows.map(({ currency }) => currency);
};

type Line = Of<{
  bucket: AgeingBucket;
  late: number;
  count: bigint;
  minor: bigint;
  principal: bigint;
}>;

/** The outstanding by currency, bucket and, near today, day: every headline figure is a sum of these. */
const linesOf = async (pool: pg.Pool, { today }: Today): Promise<readonly Line[]> => {
  const { rows } = await pool.query<Line>(
    `select r.currency, ${BUCKET} as bucket, greatest(least(${LATE}, 1), ${-WEEK_DAYS}) as late,
       count(*) as count, sum(${OPEN}) as minor, sum(${PRINCIPAL}) as principal
     from "Receivable" r where ${OUTSTANDING} group by 1, 2, 3`,
    [today],
  );
  return rows;
};

const collectedOf = async (pool: pg.Pool, { monthFrom }: Today) => {
  const { rows } = await pool.query<Of<{ count: bigint; minor: bigint }>>(
    `select r.currency, count(distinct x."receivableId") as count, sum(x.minor) as minor
     from ${ARRIVALS} x join "Receivable" r on r.id = x."receivableId" where x."blockAt" >= $1 group by 1`,
    [monthFrom],
  );
  return rows;
};

type Week = Of<{ kind: "expected" | "collected"; monday: CalendarDate; minor: bigint }>;

const weeksOf = async (pool: pg.Pool, from: CalendarDate, to: CalendarDate) => {
  const { rows } = await pool.query<Week>(
    `select currency, 'expected' as kind, to_char(date_trunc('week', "dueDate"::date), 'YYYY-MM-DD') as monday,
       sum("amountDue" - diluted) as minor
     from "Receivable" where "releasedAt" is not null and "dueDate" between $1 and $2 group by 1, 3
     union all
     select r.currency, 'collected', to_char(date_trunc('week', x."blockAt" + interval '8 hours'), 'YYYY-MM-DD'), sum(x.minor)
     from ${ARRIVALS} x join "Receivable" r on r.id = x."receivableId"
     where x."blockAt" >= $3 group by 1, 3`,
    [from, to, new Date(`${from}T00:00:00+08:00`)],
  );
  return rows;
};

type Shares = Of<Exposure & { side: "buyers" | "sellers" | "lenders" }>;

/** Open debts by buyer and by seller; principal by lender, each receivable's parts summing to its principal. */
const exposuresOf = async (pool: pg.Pool): Promise<readonly Shares[]> => {
  const { rows } = await pool.query<Shares>(
    `with owed as (select r.* from "Receivable" r where ${OUTSTANDING}),
     parts as (
       select r.currency, p.holder, ${PRINCIPAL} as whole, div(p.units * ${PRINCIPAL}, r.funded) as part,
         row_number() over (partition by r.id order by p.units desc, p.holder) as place,
         sum(div(p.units * ${PRINCIPAL}, r.funded)) over (partition by r.id) as parts
       from owed r join "Position" p on p."receivableId" = r.id and p.units > 0 where r.funded > 0
     )
     select 'buyers' as side, r.currency, o.id, o.name, sum(${OPEN}) as minor
     from owed r join "Organisation" o on o.id = r."buyerId" group by 2, 3, 4
     union all
     select 'sellers', r.currency, o.id, o.name, sum(${OPEN})
     from owed r join "Organisation" o on o.id = r."sellerId" group by 2, 3, 4
     union all
     select 'lenders', q.currency, coalesce(o.id, q.holder), coalesce(o.name, q.holder),
       sum(q.part + case when q.place = 1 then q.whole - q.parts else 0 end)
     from parts q left join "Organisation" o on o.account = q.holder group by 2, 3, 4`,
  );
  return rows;
};

const sumOf = (lines: readonly Line[]): Counted =>
  lines.reduce(
    (sum, { count, minor }) => ({ count: sum.count + Number(count), minor: sum.minor + minor }),
    NOTHING,
  );

/** Is everything being repaid, per currency: figures, ageing, weeks and exposure, from PostgreSQL. */
export const repaymentOverview = async (
  pool: pg.Pool,
  now: Date,
): Promise<readonly RepaymentOverview[]> => {
  const at = todayOf(now);
  const dates = chartWeeks(at.today, WEEKS);
  const monday = mondayOf(at.today);
  const [currencies, lines, collected, weeks, exposures] = await Promise.all([
    currenciesOf(pool),
    linesOf(pool, at),
    collectedOf(pool, at),
    weeksOf(pool, addDays(monday, -7 * WEEKS.before), addDays(monday, 7 * WEEKS.after + 6)),
    exposuresOf(pool),
  ]);
  return currencies.map((currency) => {
    const own = lines.filter((line) => line.currency === currency);
    const arrived = collected.find((row) => row.currency === currency);
    const series = (kind: Week["kind"]) =>
      dates.map(
        (date) =>
          weeks.find((w) => w.currency === currency && w.kind === kind && w.monday === date)
            ?.minor ?? 0n,
      );
    const exposed = (side: Shares["side"]) =>
      largestExposures(
        exposures.filter((row) => row.currency === currency && row.side === side),
        LARGEST,
      );
    return {
      currency,
      outstanding: sumOf(own),
      principal: own.reduce((sum, { principal }) => sum + principal, 0n),
      dueToday: sumOf(own.filter(({ late }) => late === 0)),
      dueWeek: sumOf(own.filter(({ late }) => late <= 0 && late > -WEEK_DAYS)),
      overdue: sumOf(own.filter(({ late }) => late > 0)),
      collectedMonth: arrived ? { count: Number(arrived.count), minor: arrived.minor } : NOTHING,
      ageing: AGEING_BUCKETS.map((bucket) => ({
        bucket,
        ...sumOf(own.filter((line) => line.bucket === bucket)),
      })),
      weeks: { dates, expected: series("expected"), collected: series("collected") },
      buyers: exposed("buyers"),
      sellers: exposed("sellers"),
      lenders: exposed("lenders"),
    };
  });
};
