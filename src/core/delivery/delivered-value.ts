import {
  addDecimal,
  compareDecimal,
  type Decimal,
  printDecimal,
  readDecimal,
  subtractDecimal,
  unitsAtScale,
  ZERO,
} from "@/core/decimal";
import { floorDiv } from "@/core/money";

/** One line of an order as a warehouse confirms it. `net` in minor units, `quantity` an exact decimal. */
export type OrderedLine = {
  /** Order id and position: `<order>:<position>`; position -1 is the order as a whole. */
  readonly key: string;
  readonly position: number;
  readonly quantity: string;
  readonly net: bigint;
};

/** An order of a receivable. `amountDue` in minor units. */
export type OrderedGoods = {
  readonly orderId: string;
  readonly orderKey: string;
  readonly amountDue: bigint;
  readonly lines: readonly OrderedLine[];
};

/** What became of one line so far, all cumulative, exact decimals: delivered, will never come, refused on arrival. */
export type LineStand = {
  readonly delivered: string;
  readonly short: string;
  readonly rejected: string;
};

/** Stands by line key; a line that is missing has nothing delivered yet. */
export type Stands = ReadonlyMap<string, LineStand>;

/** Nothing has happened to a line. */
export const NO_STAND: LineStand = { delivered: "0", short: "0", rejected: "0" };

/** Quantities finer than this are refused. */
export const QUANTITY_DECIMALS = 6;

/** The position of a line that stands for its whole order. */
export const WHOLE_ORDER = -1;

const positive = (text: string): boolean => {
  const value = readDecimal(text);
  return value !== undefined && compareDecimal(value, ZERO) > 0;
};

/** Lines that can be counted; an order without any is one line: itself, once. */
export const countableLines = (order: {
  readonly orderId: string;
  readonly amountDue: bigint;
  readonly lines: readonly OrderedLine[];
}): readonly OrderedLine[] => {
  const lines = order.lines.filter(({ quantity }) => positive(quantity));
  if (lines.length > 0) return lines;
  const key = `${order.orderId}:${WHOLE_ORDER}`;
  return [{ key, position: WHOLE_ORDER, quantity: "1", net: order.amountDue }];
};

/** Everything of a line delivered. */
export const fullStand = ({ quantity }: OrderedLine): LineStand => ({
  ...NO_STAND,
  delivered: quantity,
});

const exact = (text: string): Decimal => readDecimal(text) ?? ZERO;

const isFull = (line: OrderedLine, stands: Stands): boolean =>
  compareDecimal(exact((stands.get(line.key) ?? NO_STAND).delivered), exact(line.quantity)) >= 0;

/** Lines without a stated value count alike; credit lines within an order add nothing by themselves. */
const weightsOf = (lines: readonly OrderedLine[]): readonly bigint[] => {
  const nets = lines.map(({ net }) => (net > 0n ? net : 0n));
  return nets.some((net) => net > 0n) ? nets : lines.map(() => 1_000_000n);
};

const shareOfLine = (weight: bigint, line: OrderedLine, stand: LineStand): bigint => {
  const ordered = exact(line.quantity);
  const delivered = exact(stand.delivered);
  const scale = Math.max(ordered.scale, delivered.scale);
  const units = (value: Decimal) => unitsAtScale(value, scale) ?? 0n;
  return floorDiv(weight * units(delivered), units(ordered));
};

const valueOfOrder = (order: OrderedGoods, stands: Stands): bigint => {
  const lines = countableLines(order);
  if (lines.every((line) => isFull(line, stands))) return order.amountDue;
  const weights = weightsOf(lines);
  const whole = weights.reduce((sum, weight) => sum + weight, 0n);
  const confirmed = lines.reduce((sum, line, index) => {
    const weight = weights[index] ?? 0n;
    return sum + shareOfLine(weight, line, stands.get(line.key) ?? NO_STAND);
  }, 0n);
  return floorDiv(order.amountDue * confirmed, whole);
};

/**
 * The value of what was delivered so far, minor units: per order `floor(amount due x confirmed net / ordered net)`,
 * a line's confirmed net rounded down as well. An order delivered in full counts with its amount due exactly, so a
 * receivable delivered in full counts with exactly its amount due.
 */
export const deliveredValue = (orders: readonly OrderedGoods[], stands: Stands): bigint =>
  orders.reduce((sum, order) => sum + valueOfOrder(order, stands), 0n);

/** Where a delivery stands, minor units; the three sum to the amount due of the orders. */
export type DeliveryProgress = {
  readonly delivered: bigint;
  /** Ordered, and neither delivered nor known to be short or rejected. */
  readonly toCome: bigint;
  /** Known to be short or rejected: it does not come any more. */
  readonly missing: bigint;
};

/** A line as it stands once everything has come that can still come. */
const stillPossible = ({ quantity }: OrderedLine, { short, rejected }: LineStand): LineStand => {
  const lost = addDecimal(exact(short), exact(rejected));
  const possible = subtractDecimal(exact(quantity), lost);
  return { ...NO_STAND, delivered: printDecimal(possible) };
};

/** The value delivered so far, still to come, and missing; parts of lines rounded down as `deliveredValue` does. */
export const deliveryProgress = (
  orders: readonly OrderedGoods[],
  stands: Stands,
): DeliveryProgress => {
  const possible = new Map(
    orders.flatMap((order) =>
      countableLines(order).map((line) => [
        line.key,
        stillPossible(line, stands.get(line.key) ?? NO_STAND),
      ]),
    ),
  );
  const due = orders.reduce((sum, { amountDue }) => sum + amountDue, 0n);
  const delivered = deliveredValue(orders, stands);
  const most = deliveredValue(orders, possible);
  return { delivered, toCome: most - delivered, missing: due - most };
};

/** Whether nothing more is to come: every line delivered, short or rejected up to what was ordered. */
export const isAccountedFor = (orders: readonly OrderedGoods[], stands: Stands): boolean =>
  orders.every((order) =>
    countableLines(order).every((line) => {
      const { delivered, short, rejected } = stands.get(line.key) ?? NO_STAND;
      const known = [delivered, short, rejected].map(exact).reduce(addDecimal, ZERO);
      return compareDecimal(known, exact(line.quantity)) >= 0;
    }),
  );
