import type pg from "pg";
import type { Currency } from "@/core/money";
import type { PaymentHistory } from "@/core/risk/history";
import type { Looker } from "./market-offers";

const NO_HISTORY: PaymentHistory = { onTime: 0, late: 0, overdue: 0, defaulted: 0, running: 0 };

type Side = "sellerId" | "buyerId";

/** What sellers or buyers did before: counts of their receivables, judged by calendar day in Hong Kong. */
export const historiesOf = async (
  pool: pg.Pool,
  { side, ids, today }: { side: Side; ids: readonly string[]; today: string },
): Promise<ReadonlyMap<string, PaymentHistory>> => {
  const found = await pool.query<PaymentHistory & { id: string }>(
    `select "${side}" as id,
       count(*) filter (where closed and "closedOn" <= "dueOn")::int as "onTime",
       count(*) filter (where closed and "closedOn" > "dueOn")::int as late,
       count(*) filter (where status = 'released' and "dueOn" < $2::date)::int as overdue,
       count(*) filter (where status = 'defaulted')::int as defaulted,
       count(*) filter (where status = 'released' and "dueOn" >= $2::date)::int as running
     from (
       select "${side}", status, "dueDate"::date as "dueOn", status in ('settled', 'boughtBack') as closed,
         ("closedAt" + interval '8 hours')::date as "closedOn"
       from "Receivable" where "${side}" = any($1)
     ) past group by "${side}"`,
    [[...new Set(ids)], today],
  );
  return new Map(found.rows.map(({ id, ...history }) => [id, history]));
};

/** The history of one party; all zero for a new one. */
export const historyOf = (
  histories: ReadonlyMap<string, PaymentHistory>,
  id: string,
): PaymentHistory => histories.get(id) ?? NO_HISTORY;

/** A lender's principal that is out or on its way, per currency in all and per counterparty. Minor units. */
export type Exposure = {
  readonly total: (currency: Currency) => bigint;
  readonly to: (currency: Currency, counterpartyId: string) => bigint;
};

/** The lender's own exposure: its share of escrow and unpaid principal, and fundings on their way. */
export const exposureOf = async (pool: pg.Pool, looker: Looker): Promise<Exposure> => {
  const found = await pool.query<{
    currency: Currency;
    sellerId: string;
    buyerId: string;
    amount: bigint;
  }>(
    `select currency, "sellerId", "buyerId", sum(amount) as amount from (
       select r.currency, r."sellerId", r."buyerId",
         div(p.units * (r.escrow + r.released - r."principalPaid"), greatest(r.funded, 1)) as amount
       from "Position" p join "Receivable" r on r.id = p."receivableId" where p.holder = $1
       union all
       select r.currency, r."sellerId", r."buyerId", f.amount
       from "Funding" f join "Receivable" r on r.id = f."receivableId"
       where f."lenderId" = $2 and f.status = 'submitted'
     ) held group by currency, "sellerId", "buyerId"`,
    [looker.account, looker.organisationId],
  );
  const sum = (test: (row: (typeof found.rows)[number]) => boolean) =>
    found.rows.filter(test).reduce((total, { amount }) => total + amount, 0n);
  return {
    total: (currency) => sum((row) => row.currency === currency),
    to: (currency, id) =>
      sum((row) => row.currency === currency && (row.sellerId === id || row.buyerId === id)),
  };
};
