import type pg from "pg";
import type { CalendarDate } from "@/core/dates/calendar-date";
import type { MarketFilters, MarketSort } from "@/core/market/market-filters";
import type { Currency } from "@/core/money";
import { type ConfirmationStrength, strengthRank } from "@/core/payment/buyer-state";
import type { JsonStruct } from "@/core/typed-data/deal-json";

/** An offer with its receivable, before histories are added. */
export type OfferRow = {
  receivableId: string;
  reference: string;
  status: string;
  currency: Currency;
  amountDue: bigint;
  delivered: bigint;
  dueDate: string;
  dueDateSource: string;
  dueAt: Date;
  orderCount: number;
  registeredAt: Date | null;
  message: JsonStruct;
  wanted: bigint;
  minimum: bigint;
  left: bigint;
  rateBps: number;
  advanceBps: number;
  lateRateBps: number;
  feeBps: number;
  fundBy: Date;
  deliverBy: Date;
  offeredAt: Date;
  tenorDays: number;
  rank: number;
  sellerId: string;
  sellerName: string;
  buyerId: string;
  buyerName: string;
  warehouseId: string;
  warehouseName: string;
};

/** Who looks, and when: `today` is the calendar date by which tenors are counted. */
export type Looker = {
  readonly organisationId: string;
  readonly account: string | null;
  readonly now: Date;
  readonly today: CalendarDate;
};

const NOBODY = "0x0000000000000000000000000000000000000000";

/** Every offer this lender may see, with what is left of it; parameters $1 today, $2 the lender's account. */
const OFFERS = `
  select r.id as "receivableId", r.reference, r.status, r.currency, r."amountDue", r.delivered,
    r."dueDate", r."dueDateSource", r."dueAt", r."orderCount", r."registeredAt", o.message,
    o.status as "offerStatus", o.maximum as wanted, o.minimum, o."rateBps", o."advanceBps",
    o."lateRateBps", o."feeBps", o."fundBy", o."deliverBy", o."createdAt" as "offeredAt",
    r."dueDate"::date - $1::date as "tenorDays",
    greatest(least(o.maximum, div(greatest(r."amountDue" - r.diluted - r.collected, 0) * o."advanceBps", 10000))
      - r.funded - p.pending, 0) as left,
    coalesce(l.rank, 0) as rank, s.id as "sellerId", s.name as "sellerName",
    b.id as "buyerId", b.name as "buyerName", w.id as "warehouseId", w.name as "warehouseName"
  from "Offer" o
  join "Receivable" r on r.id = o."receivableId"
  join "Organisation" s on s.id = r."sellerId"
  join "Organisation" b on b.id = r."buyerId"
  join "Organisation" w on w.id = r."warehouseId"
  cross join lateral (
    select coalesce(sum(f.amount), 0) as pending from "Funding" f
    where f."receivableId" = r.id and f.status = 'submitted'
  ) p
  left join lateral (
    select max(case k.strength when 'seen' then 1 when 'matches' then 2 when 'will-pay' then 3 else 0 end) as rank
    from "BuyerLink" k where k."receivableId" = r.id and k."disputedAt" is null
  ) l on true
  where o.status in ('open', 'frozen')
    and lower(coalesce(o.message ->> 'lender', '${NOBODY}')) in ('${NOBODY}', lower(coalesce($2, '')))`;

const SORTS: Readonly<Record<MarketSort, string>> = {
  offered: '"offeredAt"',
  left: '"left"',
  rate: '"rateBps"',
  tenor: '"tenorDays"',
  due: '"dueDate"',
};

const OPEN = `status in ('registered', 'funding') and "left" > 0 and "fundBy" >= $3`;

type Clause = { readonly text: string; readonly values: unknown[] };

const clauseOf = (looker: Looker, filters: MarketFilters): Clause => {
  const values: unknown[] = [looker.today, looker.account, looker.now];
  const parts = [OPEN];
  const add = (test: string, value: unknown) => {
    if (value === null) return;
    values.push(value);
    parts.push(`${test} $${values.length}`);
  };
  add("currency =", filters.currency);
  add('"rateBps" >=', filters.rateBpsMin);
  add('"tenorDays" <=', filters.tenorDaysMax);
  add('"sellerId" =', filters.sellerId);
  add('"buyerId" =', filters.buyerId);
  add('"warehouseId" =', filters.warehouseId);
  add("rank >=", filters.strength === null ? null : strengthRank(filters.strength));
  return { text: `from (${OFFERS}) offers where ${parts.join(" and ")}`, values };
};

/** One page of open offers under filters. */
export const openOffers = async (
  pool: pg.Pool,
  { looker, filters, pageSize }: { looker: Looker; filters: MarketFilters; pageSize: number },
): Promise<OfferRow[]> => {
  const { text, values } = clauseOf(looker, filters);
  const direction = filters.descending ? "desc" : "asc";
  const found = await pool.query<OfferRow>(
    `select * ${text} order by ${SORTS[filters.sort]} ${direction}, "receivableId"
     limit $${values.length + 1} offset $${values.length + 2}`,
    [...values, pageSize, (filters.page - 1) * pageSize],
  );
  return found.rows;
};

/** Sums over all offers that match the filters, per currency. */
export const openTotals = async (
  pool: pg.Pool,
  { looker, filters }: { looker: Looker; filters: MarketFilters },
): Promise<{ currency: Currency; count: number; wanted: bigint; left: bigint }[]> => {
  const { text, values } = clauseOf(looker, filters);
  const found = await pool.query<{
    currency: Currency;
    count: number;
    wanted: bigint;
    left: bigint;
  }>(
    `select currency, count(*)::int as count, sum(wanted) as wanted, sum("left") as left
     ${text} group by currency order by currency`,
    values,
  );
  return found.rows;
};

type Choice = { id: string; name: string };

/** Counterparties with an open offer. */
export const openChoices = async (
  pool: pg.Pool,
  looker: Looker,
): Promise<{ sellers: Choice[]; buyers: Choice[]; warehouses: Choice[] }> => {
  const found = await pool.query<Choice & { part: "seller" | "buyer" | "warehouse" }>(
    `with open as materialized (select * from (${OFFERS}) offers where ${OPEN})
     select 'seller' as part, "sellerId" as id, "sellerName" as name from open
     union select 'buyer', "buyerId", "buyerName" from open
     union select 'warehouse', "warehouseId", "warehouseName" from open
     order by name limit 600`,
    [looker.today, looker.account, looker.now],
  );
  const only = (part: string) =>
    found.rows.filter((row) => row.part === part).map(({ id, name }) => ({ id, name }));
  return { sellers: only("seller"), buyers: only("buyer"), warehouses: only("warehouse") };
};

/** The offer of one receivable in whatever state it is; null when this lender may see none. */
export const offerOfReceivable = async (
  pool: pg.Pool,
  looker: Looker,
  receivableId: string,
): Promise<OfferRow | null> => {
  const found = await pool.query<OfferRow>(
    `${OFFERS} and r.id = $3 order by o.sequence desc limit 1`,
    [looker.today, looker.account, receivableId],
  );
  return found.rows[0] ?? null;
};

const RANKED: readonly (ConfirmationStrength | null)[] = [null, "seen", "matches", "will-pay"];

/** The strength behind a rank from 0 to 3. */
export const strengthOfRank = (rank: number): ConfirmationStrength | null => RANKED[rank] ?? null;
