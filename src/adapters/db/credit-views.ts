import type pg from "pg";
import { receivableToCredit } from "@/adapters/db/credit-store";
import { SHOWN_STATE } from "@/adapters/db/receivable-where";
import { secondsOf } from "@/core/dates/day-count";
import { Refusal } from "@/core/refusal";
import { owedAt, owedInAll } from "@/core/repayment/owed";
import type { Clock } from "@/ports/clock";
import type { CreditForm, CreditViews } from "@/ports/credit-views";

const DAY_SECONDS = 86_400;

type HeadRow = Pick<
  CreditForm,
  "reference" | "buyer" | "currency" | "state" | "openMinimum" | "openAdvanceBps" | "custody"
>;

const HEAD = `
  select r.reference, b.name as buyer, r.currency, ${SHOWN_STATE} as state, s.custody,
    o.minimum as "openMinimum", o."advanceBps" as "openAdvanceBps"
  from "Receivable" r
  join "Organisation" s on s.id = r."sellerId"
  join "Organisation" b on b.id = r."buyerId"
  left join "Offer" o on o."receivableId" = r.id and o.status = 'open' and r.status = 'registered'
  where $1::timestamp is not null and r.id = $2 and r."sellerId" = $3`;

const NOTHING_OWED = { fee: 0n, late: 0n, charge: 0n, principal: 0n };

/** What a seller reads before it credits, from PostgreSQL. */
export const creditViews = ({ pool, clock }: { pool: pg.Pool; clock: Clock }): CreditViews => ({
  form: async (scope, receivableId) => {
    const asOf = clock.now();
    const now = secondsOf(asOf);
    const found = await pool.query<HeadRow>(HEAD, [asOf, receivableId, scope.organisationId]);
    const [head] = found.rows;
    if (!head) throw new Refusal("object.not_found");
    const { books, repaid, underWay } = await receivableToCredit(pool, {
      sellerId: scope.organisationId,
      id: receivableId,
      lock: false,
    });
    const owed = repaid ? owedAt(repaid, now) : NOTHING_OWED;
    const tomorrow = repaid ? owedAt(repaid, now + DAY_SECONDS) : NOTHING_OWED;
    return {
      ...head,
      receivableId,
      books: { ...books, owed },
      dailyCharge: owedInAll(tomorrow) - owedInAll(owed),
      underWay: underWay !== null,
      asOf,
    };
  },
});
