import type pg from "pg";
import { ceilingOf } from "@/core/accrual/accrual";
import { calendarDateAt, HONG_KONG_OFFSET_SECONDS, secondsOf } from "@/core/dates/day-count";
import { fund, fundingPresets } from "@/core/funding/fund";
import { dealHash } from "@/core/receivable/terms";
import { concentrationBps, type PaymentHistory } from "@/core/risk/history";
import type { OrgScope } from "@/core/scope/scope";
import { offerFromJson } from "@/core/typed-data/deal-json";
import type { Clock } from "@/ports/clock";
import type { FundingStep, MarketRow, MarketViews } from "@/ports/market-views";
import { readFundingFacts } from "./funding-store";
import { type Exposure, exposureOf, historiesOf, historyOf } from "./market-history";
import {
  type Looker,
  type OfferRow,
  offerOfReceivable,
  openChoices,
  openOffers,
  openTotals,
  strengthOfRank,
} from "./market-offers";

const PAGE_SIZE = 50;

type Parts = { readonly pool: pg.Pool; readonly clock: Clock };

const lookerOf = ({ clock }: Parts, scope: OrgScope): Looker => {
  const now = clock.now();
  const today = calendarDateAt(now, HONG_KONG_OFFSET_SECONDS);
  return { organisationId: scope.organisationId, account: scope.account, now, today };
};

type Known = {
  readonly sellers: ReadonlyMap<string, PaymentHistory>;
  readonly buyers: ReadonlyMap<string, PaymentHistory>;
  readonly exposure: Exposure;
};

const knownOf = async (
  pool: pg.Pool,
  looker: Looker,
  rows: readonly OfferRow[],
): Promise<Known> => {
  const { today } = looker;
  const [sellers, buyers, exposure] = await Promise.all([
    historiesOf(pool, { side: "sellerId", ids: rows.map(({ sellerId }) => sellerId), today }),
    historiesOf(pool, { side: "buyerId", ids: rows.map(({ buyerId }) => buyerId), today }),
    exposureOf(pool, looker),
  ]);
  return { sellers, buyers, exposure };
};

const rowOf = (row: OfferRow, { sellers, buyers, exposure }: Known): MarketRow => {
  const share = (id: string) =>
    concentrationBps({
      total: exposure.total(row.currency),
      toCounterparty: exposure.to(row.currency, id),
      added: 0n,
    });
  return {
    receivableId: row.receivableId,
    reference: row.reference,
    status: row.status,
    currency: row.currency,
    amountDue: row.amountDue,
    wanted: row.wanted,
    minimum: row.minimum,
    left: row.left,
    rateBps: row.rateBps,
    advanceBps: row.advanceBps,
    tenorDays: row.tenorDays,
    dueDate: row.dueDate,
    dueDateSource: row.dueDateSource,
    fundBy: row.fundBy,
    deliverBy: row.deliverBy,
    offeredAt: row.offeredAt,
    orderCount: row.orderCount,
    seller: {
      id: row.sellerId,
      name: row.sellerName,
      history: historyOf(sellers, row.sellerId),
      shareBps: share(row.sellerId),
    },
    buyer: {
      id: row.buyerId,
      name: row.buyerName,
      history: historyOf(buyers, row.buyerId),
      shareBps: share(row.buyerId),
    },
    warehouse: { id: row.warehouseId, name: row.warehouseName },
    countersignedAt: row.registeredAt,
    strength: strengthOfRank(row.rank),
    deliveredBps: Number((row.delivered * 10_000n) / (row.amountDue > 0n ? row.amountDue : 1n)),
    recourse: row.message.recourse === true,
  };
};

const STEPS = `
  select f.id, f.amount, f."createdAt", f.status, f.error, coalesce(i.status, 'waiting') as step, i."txHash"
  from "Funding" f left join "Intent" i on i.id = f."intentId"
  where f."receivableId" = $1 and f."lenderId" = $2 order by f."createdAt" desc`;

const panel =
  (parts: Parts): MarketViews["panel"] =>
  async (scope, receivableId) => {
    const { pool } = parts;
    const looker = lookerOf(parts, scope);
    const [row, facts, steps] = await Promise.all([
      offerOfReceivable(pool, looker, receivableId),
      readFundingFacts(pool, { receivableId, lenderId: scope.organisationId }),
      pool.query<FundingStep>(STEPS, [receivableId, scope.organisationId]),
    ]);
    if (!row || !facts) return null;
    const known = await knownOf(pool, looker, [row]);
    const terms = offerFromJson(row.message);
    const { lender, offer } = facts;
    const decision = fund({ lender, offer, amount: 1n, now: looker.now });
    return {
      offer: rowOf(row, known),
      dealHash: dealHash(facts.deal),
      terms: {
        ...terms,
        ceilingBps: ceilingOf(terms),
        dueAt: secondsOf(row.dueAt),
      },
      feeBps: row.feeBps,
      noticeDays: terms.noticeDays,
      now: looker.now,
      today: looker.today,
      presets: fundingPresets(offer.capacity, row.minimum),
      custody: lender.custody,
      account: lender.account,
      obstacle: decision.ok ? null : { code: decision.code, detail: decision.detail },
      fundings: steps.rows,
    };
  };

/** Offers as lenders see them. */
export const marketViews = (parts: Parts): MarketViews => ({
  list: async (scope, filters) => {
    const { pool } = parts;
    const looker = lookerOf(parts, scope);
    const [rows, totals, choices] = await Promise.all([
      openOffers(pool, { looker, filters, pageSize: PAGE_SIZE }),
      openTotals(pool, { looker, filters }),
      openChoices(pool, looker),
    ]);
    const known = await knownOf(pool, looker, rows);
    return {
      rows: rows.map((row) => rowOf(row, known)),
      count: totals.reduce((sum, { count }) => sum + count, 0),
      pageSize: PAGE_SIZE,
      today: looker.today,
      totals,
      choices,
    };
  },
  panel: panel(parts),
});
