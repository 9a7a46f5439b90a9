import type pg from "pg";
import { creditRows } from "@/adapters/db/credit-rows";
import {
  buyerLinkOf,
  factsOf,
  lendersOf,
  offerOf,
  originOf,
  pendingOf,
  registrationOf,
} from "@/adapters/db/receivable-detail";
import { receivableProof } from "@/adapters/db/receivable-proof";
import { receivableWhere, SHOWN_STATE } from "@/adapters/db/receivable-where";
import { creditLines } from "@/core/credit/credit-list";
import type { ReceivableSort } from "@/core/receivable/receivable-filter";
import { Refusal } from "@/core/refusal";
import type { OrgScope } from "@/core/scope/scope";
import { type JsonStruct, termsFromJson } from "@/core/typed-data/deal-json";
import type { Clock } from "@/ports/clock";
import type {
  ReceivableDetail,
  ReceivableRow,
  ReceivableSums,
  ReceivableViews,
} from "@/ports/receivable-views";

type Needs = { readonly pool: pg.Pool; readonly clock: Clock };

const FROM = `from "Receivable" r
  join "Organisation" s on s.id = r."sellerId"
  join "Organisation" b on b.id = r."buyerId"
  join "Organisation" w on w.id = r."warehouseId"`;

const ROW = `r.id, r.reference, s.name as seller, b.name as buyer, w.name as warehouse, r.currency,
  r."amountDue", r.diluted, r.funded, r.released, r.collected, r."dueDate", r."dueDateSource", r."orderCount",
  ${SHOWN_STATE} as state, r.grade, r."createdAt"`;

const SORTS: Readonly<Record<ReceivableSort["by"], string>> = {
  created: `r."createdAt"`,
  due: `r."dueDate"`,
  amount: `r."amountDue"`,
};

const list =
  ({ pool, clock }: Needs): ReceivableViews["list"] =>
  async (scope, { filter, sort, page, pageSize }) => {
    const where = receivableWhere(scope, { filter, now: clock.now() });
    const values = [...where.values];
    const direction = sort.descending ? "desc" : "asc";
    const [found, summed] = await Promise.all([
      pool.query<ReceivableRow>(
        `select ${ROW} ${FROM} where ${where.text} order by ${SORTS[sort.by]} ${direction}, r.id
         limit $${values.length + 1} offset $${values.length + 2}`,
        [...values, pageSize, (page - 1) * pageSize],
      ),
      pool.query<Omit<ReceivableSums, "count"> & { count: bigint }>(
        `select r.currency, count(*), sum(r."amountDue") as "amountDue", sum(r.funded) as funded,
           sum(r.released) as released, sum(r.collected) as collected
         ${FROM} where ${where.text} group by r.currency order by r.currency`,
        values,
      ),
    ]);
    const sums = summed.rows.map((row) => ({ ...row, count: Number(row.count) }));
    return {
      rows: found.rows,
      total: sums.reduce((total, { count }) => total + count, 0),
      sums,
    };
  };

type DetailRow = Omit<
  ReceivableDetail,
  | "parties"
  | "terms"
  | "orderedAt"
  | "files"
  | "offer"
  | "registration"
  | "facts"
  | "pending"
  | "buyerLink"
  | "credits"
  | "lenders"
> & {
  terms: JsonStruct;
  sellerId: string;
  buyerId: string;
  warehouseId: string;
  sellerAccount: string | null;
  buyerAccount: string | null;
  warehouseAccount: string | null;
};

const rowFor = async ({ pool, clock }: Needs, scope: OrgScope, id: string): Promise<DetailRow> => {
  const where = receivableWhere(scope, { filter: {}, now: clock.now() });
  const found = await pool.query<DetailRow>(
    `select ${ROW}, r."dueAt", r.terms, r."collectionAccount", r."registeredAt", r.delivered,
       r.escrow, r."feePaid", r."latePaid", r."chargePaid", r."principalPaid", r."sellerPaid", r.surplus,
       r."sellerId", r."buyerId", r."warehouseId", s.account as "sellerAccount",
       b.account as "buyerAccount", w.account as "warehouseAccount"
     ${FROM} where ${where.text} and r.id = $4`,
    [...where.values, id],
  );
  const [row] = found.rows;
  if (!row) throw new Refusal("object.not_found");
  return row;
};

const detail =
  (needs: Needs): ReceivableViews["detail"] =>
  async (scope, id) => {
    const { pool } = needs;
    const found = await rowFor(needs, scope, id);
    const {
      sellerId,
      buyerId,
      warehouseId,
      sellerAccount,
      buyerAccount,
      warehouseAccount,
      ...row
    } = found;
    const [origin, offer, registration, facts, buyerLink, lenders, signed] = await Promise.all([
      originOf(pool, id),
      offerOf(pool, id, row.terms),
      registrationOf(pool, id),
      factsOf(pool, id),
      buyerLinkOf(pool, id),
      lendersOf(pool, id),
      creditRows(pool, id),
    ]);
    const diluted = facts.filter(({ name }) => name === "Diluted");
    const ownSide = scope.kind === "seller" || scope.kind === "platform";
    return {
      ...row,
      terms: termsFromJson(row.terms),
      parties: {
        seller: { id: sellerId, name: row.seller, account: sellerAccount },
        buyer: { id: buyerId, name: row.buyer, account: buyerAccount },
        warehouse: { id: warehouseId, name: row.warehouse, account: warehouseAccount },
      },
      orderedAt: origin.orderedAt ?? row.createdAt,
      files: origin.files,
      offer,
      registration,
      facts,
      pending: await pendingOf(pool, id, registration?.id ?? null),
      buyerLink: ownSide || scope.kind === "lender" ? buyerLink : null,
      credits: creditLines(signed, diluted).filter(({ status }) => ownSide || status !== "failed"),
      lenders: lenders.map((lender) =>
        ownSide || lender.account === scope.account
          ? lender
          : { ...lender, name: null, setAside: 0n },
      ),
    };
  };

/** Receivables as pages read them. */
export const receivableViews = (needs: Needs): ReceivableViews => ({
  list: list(needs),
  detail: detail(needs),
  orders: async (scope, { id, search, page, pageSize }) => {
    const { currency } = await rowFor(needs, scope, id);
    const pattern = search ? `%${search.replace(/[\\%_]/g, "\\$&")}%` : null;
    const found = await needs.pool.query<{
      id: string;
      number: string;
      orderNumber: string | null;
      issueDate: string | null;
      amountDue: bigint;
      orderKey: string;
      contentHash: string;
      total: bigint;
    }>(
      `select id, number, "orderNumber", "issueDate", "amountDue", "orderKey", "contentHash",
         count(*) over () as total
       from "Order" where "receivableId" = $1 and ($2::text is null or number ilike $2)
       order by number, id limit $3 offset $4`,
      [id, pattern, pageSize, (page - 1) * pageSize],
    );
    return {
      rows: found.rows.map(({ total: _total, amountDue, ...order }) => ({
        ...order,
        amountDue: { currency, minor: amountDue },
      })),
      total: Number(found.rows[0]?.total ?? 0n),
    };
  },
  proof: async (scope, { id, orderId }) => {
    const { terms } = await rowFor(needs, scope, id);
    return receivableProof(needs.pool, {
      id,
      orderId,
      ordersRoot: termsFromJson(terms).ordersRoot,
    });
  },
});
