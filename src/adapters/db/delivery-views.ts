import type pg from "pg";
import { goodsOf, type NamedGoods } from "@/adapters/db/delivery-goods";
import { signedBy } from "@/adapters/db/delivery-signed";
import { DISPUTED, lastConfirmation } from "@/adapters/db/delivery-store";
import { likeText } from "@/adapters/db/order-where";
import { SHOWN_STATE } from "@/adapters/db/receivable-where";
import { secondsOf } from "@/core/dates/day-count";
import { confirmDelivery, mayConfirm } from "@/core/delivery/confirm-delivery";
import {
  deliveryProgress,
  NO_STAND,
  type Stands,
  WHOLE_ORDER,
} from "@/core/delivery/delivered-value";
import { type DeliveryRecord, recordCounts, standsOfRecord } from "@/core/delivery/delivery-record";
import { type ReleaseBooks, releasableAt } from "@/core/delivery/releasable";
import { Refusal, type RefusalCode } from "@/core/refusal";
import type { OrgScope } from "@/core/scope/scope";
import type { Clock } from "@/ports/clock";
import type {
  ConfirmationStep,
  DeliveryFilter,
  DeliveryList,
  DeliveryOrder,
  DeliveryPanel,
  DeliveryRow,
  DeliveryViews,
} from "@/ports/delivery-views";

type Needs = { readonly pool: pg.Pool; readonly clock: Clock };

const CONFIRMED = `coalesce((select max(a.delivered) from "Attestation" a
  where a."receivableId" = r.id and a.status in ('signed', 'released')), 0)`;

const DELIVER_BY = `case when jsonb_array_length(r.deal->'attesters') > 0
  then to_timestamp((r.deal->'offer'->>'deliverBy')::bigint) at time zone 'UTC' end`;

const ROW = `r.id, r.reference, s.name as seller, b.name as buyer, r.currency, r."amountDue",
  ${CONFIRMED} as confirmed, r."orderCount" as orders,
  array(select o.number from "Order" o where o."receivableId" = r.id order by o.number limit 3) as "orderNumbers",
  ${SHOWN_STATE} as state, ${DELIVER_BY} as "deliverBy", ${DISPUTED} as disputed`;

const FROM = `from "Receivable" r
  join "Organisation" s on s.id = r."sellerId"
  join "Organisation" b on b.id = r."buyerId"`;

/** Which receivables stand in a list; `$1` is the moment. */
const LISTS: Readonly<Record<DeliveryList, string>> = {
  deliver: `r.status in ('funded', 'released') and r.escrow > 0 and ${CONFIRMED} < r."amountDue"
    and ${DELIVER_BY} >= $1`,
  hold: `r.status in ('registered', 'funding', 'funded', 'released') and ${CONFIRMED} < r."amountDue"`,
};

const whereOf = (scope: OrgScope, list: DeliveryList, filter: DeliveryFilter, now: Date) => {
  const values: unknown[] = [now, scope.organisationId];
  const parts = [`r."warehouseId" = $2`, "$1::timestamp is not null", LISTS[list]];
  const add = (clause: (place: string) => string, value: unknown) => {
    values.push(value);
    parts.push(clause(`$${values.length}`));
  };
  if (filter.sellerId) add((place) => `r."sellerId" = ${place}`, filter.sellerId);
  if (filter.currency) add((place) => `r.currency = ${place}`, filter.currency);
  if (filter.search)
    add(
      (
        place,
      ) => `(r.reference ilike ${place} or s.name ilike ${place} or b.name ilike ${place} or exists
        (select 1 from "Order" o where o."receivableId" = r.id and o.number ilike ${place}))`,
      likeText(filter.search),
    );
  return { text: parts.join(" and "), values };
};

const list =
  ({ pool, clock }: Needs): DeliveryViews["list"] =>
  async (scope, { list: name, filter, page, pageSize }) => {
    const where = whereOf(scope, name, filter, clock.now());
    const places = where.values.length;
    const [rows, sums] = await Promise.all([
      pool.query<DeliveryRow>(
        `select ${ROW} ${FROM} where ${where.text}
         order by "deliverBy" nulls last, r."dueDate", r.id limit $${places + 1} offset $${places + 2}`,
        [...where.values, pageSize, (page - 1) * pageSize],
      ),
      pool.query<{ currency: DeliveryRow["currency"]; amountDue: bigint; count: bigint }>(
        `select r.currency, sum(r."amountDue") as "amountDue", count(*) ${FROM} where ${where.text}
         group by 1 order by 1`,
        where.values,
      ),
    ]);
    return {
      rows: rows.rows,
      total: sums.rows.reduce((total, { count }) => total + Number(count), 0),
      sums: sums.rows.map(({ currency, amountDue }) => ({ currency, amountDue })),
    };
  };

type PanelRow = DeliveryRow &
  Omit<ReleaseBooks, "advanceBps"> & {
    status: string;
    advanceBps: number | null;
    custody: "platform" | "wallet";
  };

const panelRow = async ({ pool, clock }: Needs, scope: OrgScope, id: string): Promise<PanelRow> => {
  const found = await pool.query<PanelRow>(
    `select ${ROW}, r.status, r.diluted, r.collected, r.funded, r.released, r.escrow,
       r."principalPaid" as "principalRepaid", (r.deal->'offer'->>'advanceBps')::int as "advanceBps", w.custody
     ${FROM} join "Organisation" w on w.id = r."warehouseId"
     where $1::timestamp is not null and r."warehouseId" = $2 and r.id = $3`,
    [clock.now(), scope.organisationId, id],
  );
  const [row] = found.rows;
  if (!row) throw new Refusal("object.not_found");
  return row;
};

const stepsOf = async (pool: pg.Pool, id: string): Promise<ConfirmationStep[]> => {
  const found = await pool.query<
    Omit<ConfirmationStep, "lines" | "full" | "exceptions"> & { record: DeliveryRecord }
  >(
    `select a.id, a.sequence, a.status, a.delivered, a.quantities as record, a.message->>'evidenceHash' as "evidenceHash",
       u.name as "signedBy", a."createdAt", i.status as step, i."txHash", i.error->>'says' as error
     from "Attestation" a left join "User" u on u.id = a."createdById"
     left join "Intent" i on i.key = 'release:' || a."receivableId" || ':' || a.sequence
     where a."receivableId" = $1 order by a.sequence desc limit 100`,
    [id],
  );
  return found.rows.map(({ record, ...step }) => ({ ...step, ...recordCounts(record) }));
};

type Seen = {
  readonly panel: DeliveryPanel;
  readonly goods: readonly NamedGoods[];
  readonly stands: Stands;
};

/** Everything left confirmed at once: what it would release, or why it cannot be. */
const outlook = (
  row: PanelRow,
  { goods, stands, now }: { goods: readonly NamedGoods[]; stands: Stands; now: Date },
): { release: bigint; refusal: RefusalCode | null } => {
  const deliverBy = row.deliverBy ? secondsOf(row.deliverBy) : null;
  const may = mayConfirm({ ...row, deliverBy }, secondsOf(now));
  if (!may.ok) return { release: 0n, refusal: may.code };
  const all = confirmDelivery(goods, stands, { others: "delivered", lines: [] });
  if (!all.ok) return { release: 0n, refusal: all.code };
  const books = { ...row, advanceBps: row.advanceBps ?? 0 };
  const release = releasableAt(books, all.value.delivered) - releasableAt(books, row.confirmed);
  return release > 0n
    ? { release, refusal: null }
    : { release: 0n, refusal: "delivery.nothing_to_release" };
};

const see = async (needs: Needs, scope: OrgScope, id: string): Promise<Seen> => {
  const row = await panelRow(needs, scope, id);
  const [goods, last, steps] = await Promise.all([
    goodsOf(needs.pool, id),
    lastConfirmation(needs.pool, id),
    stepsOf(needs.pool, id),
  ]);
  const stands = last ? standsOfRecord(last.record, goods) : new Map();
  const { status: _status, diluted: _diluted, collected: _collected, ...shown } = row;
  const { funded: _funded, released: _released, escrow: _escrow, ...bare } = shown;
  const { principalRepaid: _repaid, advanceBps: _advance, ...panel } = bare;
  const { toCome, missing } = deliveryProgress(goods, stands);
  return {
    goods,
    stands,
    panel: {
      ...panel,
      ...outlook(row, { goods, stands, now: needs.clock.now() }),
      toCome,
      missing,
      lines: goods.reduce((sum, { lines }) => sum + lines.length, 0),
      after: last?.sequence ?? 0,
      steps,
    },
  };
};

const drawnOrder = ({ names, ...order }: NamedGoods, stands: Stands): DeliveryOrder => ({
  id: order.orderId,
  number: order.number,
  amountDue: order.amountDue,
  lines: order.lines.map((line) => {
    const name = line.position === WHOLE_ORDER ? undefined : names.get(line.position);
    return {
      key: line.key,
      ordered: line.quantity,
      description: name?.description ?? null,
      sku: name?.sku ?? null,
      unit: name?.unit ?? null,
      ...(stands.get(line.key) ?? NO_STAND),
    };
  }),
});

/** What a warehouse reads, from PostgreSQL. */
export const deliveryViews = (needs: Needs): DeliveryViews => ({
  list: list(needs),
  panel: async (scope, id) => (await see(needs, scope, id)).panel,
  form: async (scope, { receivableId, search, page, pageSize }) => {
    const { panel, goods, stands } = await see(needs, scope, receivableId);
    const wanted = search?.toLowerCase();
    const found = wanted
      ? goods.filter(({ number }) => number.toLowerCase().includes(wanted))
      : goods;
    const shown = found.slice((page - 1) * pageSize, page * pageSize);
    return {
      ...panel,
      page: { orders: shown.map((order) => drawnOrder(order, stands)), total: found.length },
    };
  },
  signed: signedBy(needs.pool),
  sellers: async (scope) => {
    const found = await needs.pool.query<{ id: string; name: string }>(
      `select id, name from "Organisation" where id in
         (select "sellerId" from "Registration" where "warehouseId" = $1) order by name`,
      [scope.organisationId],
    );
    return found.rows;
  },
});
