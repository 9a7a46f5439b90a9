import type pg from "pg";
import { SHOWN_STATE } from "@/adapters/db/receivable-where";
import { receivableBook } from "@/adapters/db/repayment-book";
import { repaymentExceptions } from "@/adapters/db/repayment-exceptions";
import { repaymentOverview } from "@/adapters/db/repayment-overview";
import { LATE, OPEN, PRINCIPAL, repaymentWhere } from "@/adapters/db/repayment-where";
import { secondsOf } from "@/core/dates/day-count";
import { Refusal } from "@/core/refusal";
import type { OrgScope } from "@/core/scope/scope";
import type { Clock } from "@/ports/clock";
import type {
  RepaymentRow,
  RepaymentSort,
  RepaymentSums,
  RepaymentViews,
} from "@/ports/repayment-views";

type Needs = { readonly pool: pg.Pool; readonly clock: Clock };

/** Repayments of everybody are the platform's own: to everybody else they do not exist. */
const platformOnly = (scope: OrgScope): void => {
  if (scope.kind !== "platform") throw new Refusal("object.not_found");
};

const FROM = `from "Receivable" r join "Organisation" s on s.id = r."sellerId"
  join "Organisation" b on b.id = r."buyerId"`;

const SORTS: Readonly<Record<RepaymentSort["by"], string>> = {
  due: `r."dueDate"`,
  open: OPEN,
  collected: "r.collected",
  amount: `r."amountDue"`,
};

const list =
  ({ pool, clock }: Needs): RepaymentViews["list"] =>
  async (scope, { filter, sort, page, pageSize }) => {
    platformOnly(scope);
    const now = clock.now();
    const { text, values } = repaymentWhere(filter, now);
    const state = SHOWN_STATE.replaceAll("$1", `$${values.length + 1}`);
    const direction = sort.descending ? "desc" : "asc";
    const [rows, sums] = await Promise.all([
      pool.query<RepaymentRow>(
        `select r.id, r.reference, s.name as seller, b.name as buyer, r.currency, ${state} as state, r."dueDate",
           ${LATE} as "lateDays", r."amountDue", r.collected, ${OPEN} as open, ${PRINCIPAL} as principal,
           (select count(*)::int from "Position" p where p."receivableId" = r.id and p."fundedUnits" > 0) as lenders
         ${FROM} where ${text} order by ${SORTS[sort.by]} ${direction}, r.id
         limit $${values.length + 2} offset $${values.length + 3}`,
        [...values, now, pageSize, (page - 1) * pageSize],
      ),
      pool.query<Omit<RepaymentSums, "count"> & { count: bigint }>(
        `select r.currency, count(*) as count, sum(r."amountDue") as "amountDue", sum(r.collected) as collected,
           sum(${OPEN}) as open, sum(${PRINCIPAL}) as principal
         ${FROM} where ${text} group by 1 order by 1`,
        values,
      ),
    ]);
    const totals = sums.rows.map((row) => ({ ...row, count: Number(row.count) }));
    return {
      rows: rows.rows,
      total: totals.reduce((total, { count }) => total + count, 0),
      sums: totals,
    };
  };

/** Repayments as the platform reads them, from PostgreSQL. */
export const repaymentViews = (needs: Needs): RepaymentViews => ({
  list: list(needs),
  overview: async (scope) => {
    platformOnly(scope);
    return repaymentOverview(needs.pool, needs.clock.now());
  },
  exceptions: async (scope) => {
    platformOnly(scope);
    return repaymentExceptions(needs.pool, needs.clock.now());
  },
  book: async (scope, id) => {
    platformOnly(scope);
    return receivableBook(needs.pool, id, secondsOf(needs.clock.now()));
  },
});
