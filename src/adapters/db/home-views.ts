import type pg from "pg";
import { EXPIRES_AT } from "@/adapters/db/registration-views";
import { DISPUTE_OPEN } from "@/adapters/db/repayment-exceptions";
import { LATE, OPEN, OUTSTANDING, todayOf } from "@/adapters/db/repayment-where";
import type { OrgScope } from "@/core/scope/scope";
import type { Clock } from "@/ports/clock";
import type {
  HomeTask,
  HomeTaskKey,
  HomeView,
  HomeViews,
  LenderFigures,
  PlatformFigures,
  SellerFigures,
} from "@/ports/home-views";

type Needs = { readonly pool: pg.Pool; readonly clock: Clock };

const tasksOf = async (
  pool: pg.Pool,
  counts: Partial<Record<HomeTaskKey, string>>,
  values: readonly unknown[],
): Promise<HomeTask[]> => {
  const entries = Object.entries(counts) as [HomeTaskKey, string][];
  const found = await pool.query<Record<string, number>>(
    `select ${entries.map(([key, sql]) => `(${sql})::int as "${key}"`).join(", ")}
     where $1::text is not null and $2::timestamp is not null and $3::text is not null`,
    [...values],
  );
  const row = found.rows[0] ?? {};
  return entries.map(([key]) => ({ key, count: row[key] ?? 0 }));
};

const valuesOf = (scope: OrgScope, clock: Clock) => [
  scope.organisationId,
  clock.now(),
  scope.account ?? "",
];

const OPEN_OFFER = `exists (select 1 from "Offer" x where x."receivableId" = r.id and x.status = 'open')`;
const OVERDUE = `r.status = 'released' and r."dueAt" < $2 and r.collected < r."amountDue" - r.diluted`;

/** Coins in which money waits for the reader's own account. */
const SET_ASIDE = `select count(*) from "LedgerAccount" a where a.code = 'claim' and a.party = $3 and a.balance < 0`;

const seller = async ({ pool, clock }: Needs, scope: OrgScope): Promise<HomeView> => {
  const tasks = await tasksOf(
    pool,
    {
      importsPlanned: `select count(*) from "Import" where "organisationId" = $1 and status = 'planned' and format <> 'unreadable'`,
      ordersReady: `select count(*) from "Order" where "organisationId" = $1 and status = 'ready'`,
      receivablesToOffer: `select count(*) from "Receivable" r where r."sellerId" = $1 and r.status = 'registered' and not ${OPEN_OFFER}`,
      registrationsFailed: `select count(*) from "Registration" where "sellerId" = $1 and status = 'failed'`,
      overdue: `select count(*) from "Receivable" r where r."sellerId" = $1 and ${OVERDUE}`,
      setAsideSeller: SET_ASIDE,
    },
    valuesOf(scope, clock),
  );
  const figures = await pool.query<SellerFigures>(
    `with o as (
       select currency, sum("amountDue") as ready from "Order"
       where "organisationId" = $1 and status = 'ready' group by 1
     ), r as (
       select r.currency,
         coalesce(sum(f.maximum - r.funded) filter (where f.id is not null and r.status in ('registered', 'funding')), 0) as offered,
         coalesce(sum(r."amountDue") filter (where r.status = 'registered' and f.id is null), 0) as unoffered,
         sum(r.escrow) as "inEscrow", sum(r.released) as released,
         sum(r."sellerPaid") as remainder, sum(r.collected) as collected
       from "Receivable" r
       left join "Offer" f on f."receivableId" = r.id and (f.status = 'open' or (f.status = 'frozen' and r.status = 'funding'))
       where r."sellerId" = $1 group by 1
     )
     select currency, coalesce(offered, 0) as offered, coalesce(unoffered, 0) as unoffered,
       coalesce(ready, 0) as ready, coalesce("inEscrow", 0) as "inEscrow", coalesce(released, 0) as released,
       coalesce(remainder, 0) as remainder, coalesce(collected, 0) as collected
     from o full join r using (currency) order by currency`,
    [scope.organisationId],
  );
  return { kind: "seller", tasks, figures: figures.rows };
};

const lender = async ({ pool, clock }: Needs, scope: OrgScope): Promise<HomeView> => {
  const tasks = await tasksOf(
    pool,
    {
      offersOpen: `select count(*) from "Offer" o join "Receivable" r on r.id = o."receivableId"
        where o."fundBy" >= $2 and ((o.status = 'open' and r.status = 'registered') or (o.status = 'frozen' and r.status = 'funding'))`,
      positionsDue: `select count(*) from "Position" p join "Receivable" r on r.id = p."receivableId"
        where p.holder = $3 and p.units > 0 and r.status = 'released' and r."dueAt" < $2 + interval '7 days'`,
      overdue: `select count(*) from "Position" p join "Receivable" r on r.id = p."receivableId"
        where p.holder = $3 and p.units > 0 and ${OVERDUE}`,
      setAsideLender: SET_ASIDE,
    },
    valuesOf(scope, clock),
  );
  const figures = await pool.query<LenderFigures>(
    `with m as (
       select r.currency, sum(o.maximum - r.funded) as left from "Offer" o join "Receivable" r on r.id = o."receivableId"
       where o."fundBy" >= $2 and ((o.status = 'open' and r.status = 'registered') or (o.status = 'frozen' and r.status = 'funding'))
       group by 1
     ), p as (
       select r.currency, sum(p.units) as held, sum(p.paid) as paid
       from "Position" p join "Receivable" r on r.id = p."receivableId" where p.holder = $1 group by 1
     )
     select currency, coalesce(m.left, 0) as left, coalesce(held, 0) as held, coalesce(paid, 0) as paid
     from m full join p using (currency) order by currency`,
    [scope.account ?? "", clock.now()],
  );
  return { kind: "lender", tasks, figures: figures.rows };
};

const warehouse = async ({ pool, clock }: Needs, scope: OrgScope): Promise<HomeView> => ({
  kind: "warehouse",
  tasks: await tasksOf(
    pool,
    {
      countersign: `select count(*) from "Registration" g where g."warehouseId" = $1 and g.status = 'proposed' and ${EXPIRES_AT} >= $2`,
      deliveries: `select count(*) from "Receivable" r where r."warehouseId" = $1 and r.status in ('funded', 'released') and r.delivered < r."amountDue" - r.diluted`,
    },
    valuesOf(scope, clock),
  ),
});

const platform = async ({ pool, clock }: Needs, scope: OrgScope): Promise<HomeView> => {
  const tasks = await tasksOf(
    pool,
    {
      overdue: `select count(*) from "Receivable" r where ${OVERDUE}`,
      defaulted: `select count(*) from "Receivable" r where r.status = 'defaulted'`,
      disputed: `select count(*) from "Receivable" r where ${DISPUTE_OPEN}`,
      setAside: `select count(*) from "LedgerAccount" a join "Organisation" o on o.account = a.party
        where a.code = 'claim' and a.balance < 0 and o.kind in ('seller', 'lender')`,
      approvals: `select count(*) from "Approval" where decision is null`,
      writesFailed: `select count(*) from "Intent" where status = 'failed'`,
    },
    valuesOf(scope, clock),
  );
  const figures = await pool.query<PlatformFigures>(
    `select r.currency,
       coalesce(sum(r.released - r."principalPaid") filter (where r.status in ('released', 'defaulted')), 0) as outstanding,
       coalesce(sum(${OPEN}) filter (where ${OUTSTANDING} and ${LATE} > 0), 0) as overdue,
       (select c.difference from "Reconciliation" c where c.currency = r.currency order by c.id desc limit 1) as difference
     from "Receivable" r group by r.currency order by r.currency`,
    [todayOf(clock.now()).today],
  );
  return { kind: "platform", tasks, figures: figures.rows };
};

const empty = async (): Promise<HomeView> => ({ kind: "buyer", tasks: [] });

/** What each persona sees first. */
export const homeViews = (needs: Needs): HomeViews => {
  const byKind = { seller, lender, warehouse, platform, buyer: empty };
  return { home: (scope) => byKind[scope.kind](needs, scope) };
};
