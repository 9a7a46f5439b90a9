import { utf8ToBytes } from "@noble/hashes/utils.js";
import {
  countableLines,
  type LineStand,
  NO_STAND,
  type OrderedGoods,
  type Stands,
} from "@/core/delivery/delivered-value";
import { keccakHex } from "@/core/typed-data/hash-struct";
import type { Hex } from "@/core/typed-data/typed-data";

/** Order key, position, then ordered, delivered, short and rejected quantities. */
export type RecordRow = readonly [string, number, string, string, string, string];

/**
 * The canonical record behind an attestation, as arrays so that its JSON text is the same everywhere: format,
 * receivable, sequence, rows by order key and position. Its hash is what the warehouse signs as evidence.
 */
export type DeliveryRecord = readonly ["quaynote.delivery.1", string, number, readonly RecordRow[]];

const byKey = (left: RecordRow, right: RecordRow): number =>
  left[0] === right[0] ? left[1] - right[1] : left[0] < right[0] ? -1 : 1;

/** Writes down how every line stands. */
export const deliveryRecord = (parts: {
  readonly receivableId: string;
  readonly sequence: number;
  readonly orders: readonly OrderedGoods[];
  readonly stands: Stands;
}): DeliveryRecord => {
  const rows = parts.orders.flatMap((order) =>
    countableLines(order).map((line): RecordRow => {
      const { delivered, short, rejected } = parts.stands.get(line.key) ?? NO_STAND;
      return [order.orderKey, line.position, line.quantity, delivered, short, rejected];
    }),
  );
  return ["quaynote.delivery.1", parts.receivableId, parts.sequence, rows.sort(byKey)];
};

/** keccak-256 of the record's JSON text in UTF-8: the evidence hash. */
export const evidenceHashOf = (record: DeliveryRecord): Hex =>
  keccakHex(utf8ToBytes(JSON.stringify(record)));

/** How the lines stood by a record; rows of orders that are not given are passed over. */
export const standsOfRecord = (
  record: DeliveryRecord,
  orders: readonly Pick<OrderedGoods, "orderId" | "orderKey">[],
): Stands => {
  const ids = new Map(orders.map(({ orderId, orderKey }) => [orderKey, orderId]));
  return new Map(
    record[3].flatMap(([orderKey, position, , delivered, short, rejected]) => {
      const id = ids.get(orderKey);
      const stand: LineStand = { delivered, short, rejected };
      return id === undefined ? [] : [[`${id}:${position}`, stand] as const];
    }),
  );
};

/** Rows of a record that differ from full delivery or from nothing, counted. */
export const recordCounts = (
  record: DeliveryRecord,
): { readonly lines: number; readonly full: number; readonly exceptions: number } => ({
  lines: record[3].length,
  full: record[3].filter(([, , ordered, delivered]) => ordered === delivered).length,
  exceptions: record[3].filter(([, , , , short, rejected]) => short !== "0" || rejected !== "0")
    .length,
});
