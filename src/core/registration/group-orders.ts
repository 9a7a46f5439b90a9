import { type Currency, MINOR_PER_UNIT } from "@/core/money";
import { type Decision, decide, refuse } from "@/core/refusal";
import type { Hex } from "@/core/typed-data/typed-data";

/** An order as a registration needs it. `amountDue` in minor units. */
export type OrderForLot = {
  readonly id: string;
  readonly number: string;
  readonly orderKey: Hex;
  readonly contentHash: Hex;
  readonly fileHash: string;
  readonly warehouseId: string;
  readonly buyerId: string;
  readonly currency: Currency;
  readonly dueDate: string;
  readonly dueDateSource: string;
  readonly amountDue: bigint;
};

/**
 * auto: large orders stand alone, smaller ones of one buyer, currency and due date become one receivable;
 * together: all of one buyer, currency and due date become one; apart: each order stands alone.
 */
export const GROUPINGS = ["auto", "together", "apart"] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** Orders that will be one receivable: same warehouse, buyer, currency and due date. */
export type OrderGroup = {
  readonly warehouseId: string;
  readonly buyerId: string;
  readonly currency: Currency;
  readonly dueDate: string;
  readonly dueDateSource: string;
  readonly amountDue: bigint;
  readonly orders: readonly OrderForLot[];
};

/** From this amount on an order stands alone under `auto`, minor units: 10,000.00. */
const ALONE_FROM = 10_000n * MINOR_PER_UNIT;

/** Most orders under one signature. */
export const ORDERS_MAX = 10_000;

/** Most receivables in one batch; the chain's block limit stands behind it. */
const LOTS_MAX = 100;

const standsAlone = (order: OrderForLot, grouping: Grouping): boolean =>
  grouping === "apart" || (grouping === "auto" && order.amountDue >= ALONE_FROM);

const groupKey = (order: OrderForLot, grouping: Grouping): string =>
  [
    order.warehouseId,
    order.buyerId,
    order.currency,
    order.dueDate,
    standsAlone(order, grouping) ? order.id : "",
  ].join(" ");

/** A due date of many orders is only as certain as the least certain of them. */
const sourceOf = (orders: readonly OrderForLot[]): string => {
  const sources = new Set(orders.map(({ dueDateSource }) => dueDateSource));
  const [only] = sources;
  return sources.size === 1 && only ? only : sources.has("entered") ? "entered" : "terms";
};

/** Puts orders into receivables. The groups' amounts sum to the orders' amounts; nothing is left out. */
export const groupOrders = (
  orders: readonly OrderForLot[],
  grouping: Grouping,
): readonly OrderGroup[] => {
  const groups = new Map<string, OrderForLot[]>();
  for (const order of orders) {
    const key = groupKey(order, grouping);
    const members = groups.get(key);
    if (members) members.push(order);
    else groups.set(key, [order]);
  }
  return [...groups.values()].flatMap((members) => {
    const [first] = members;
    if (!first) return [];
    const { warehouseId, buyerId, currency, dueDate } = first;
    return {
      warehouseId,
      buyerId,
      currency,
      dueDate,
      dueDateSource: sourceOf(members),
      amountDue: members.reduce((sum, { amountDue }) => sum + amountDue, 0n),
      orders: members,
    };
  });
};

/** What one pair of signatures covers: one warehouse and one currency, at most 100 receivables. */
export type Batch = {
  readonly warehouseId: string;
  readonly currency: Currency;
  readonly groups: readonly OrderGroup[];
};

/**
 * Checks a selection and cuts it into batches. `today` is the calendar date at the offset of the terms.
 * Refuses with `order.none`, `order.too_many`, `order.past_due`.
 */
export const planBatches = (
  orders: readonly OrderForLot[],
  { grouping, today }: { readonly grouping: Grouping; readonly today: string },
): Decision<readonly Batch[]> => {
  if (orders.length === 0) return refuse("order.none");
  if (orders.length > ORDERS_MAX) return refuse("order.too_many", { most: ORDERS_MAX });
  const late = orders.find(({ dueDate }) => dueDate <= today);
  if (late) return refuse("order.past_due", { order: late.number, dueDate: late.dueDate });
  const batches = new Map<string, OrderGroup[]>();
  for (const group of groupOrders(orders, grouping)) {
    const key = `${group.warehouseId} ${group.currency}`;
    batches.set(key, [...(batches.get(key) ?? []), group]);
  }
  const all = [...batches.values()].flatMap((groups) => {
    const [first] = groups;
    return first ? [{ warehouseId: first.warehouseId, currency: first.currency, groups }] : [];
  });
  return all.some(({ groups }) => groups.length > LOTS_MAX)
    ? refuse("order.too_many", { mostReceivables: LOTS_MAX })
    : decide(all);
};
