import {
  addDecimal,
  compareDecimal,
  printDecimal,
  readDecimal,
  trimDecimal,
  ZERO,
} from "@/core/decimal";
import {
  countableLines,
  deliveredValue,
  fullStand,
  isAccountedFor,
  type LineStand,
  NO_STAND,
  type OrderedGoods,
  type OrderedLine,
  QUANTITY_DECIMALS,
  type Stands,
} from "@/core/delivery/delivered-value";
import { type Decision, decide, refuse } from "@/core/refusal";

/** What a warehouse says: how the lines it does not name stand, and the lines it names, cumulative. */
export type Said = {
  /** `delivered`: every line not named arrived in full; `unchanged`: it stands as before. */
  readonly others: "delivered" | "unchanged";
  readonly lines: readonly (LineStand & { readonly key: string })[];
};

/** Where a receivable stands when its delivery is to be confirmed; moments in unix seconds. */
export type DeliveryState = {
  readonly status: string;
  readonly deliverBy: number | null;
  readonly disputed: boolean;
};

/**
 * May the warehouse confirm delivery now?
 * Refuses with `delivery.not_funded`, `delivery.over`, `delivery.disputed` or `delivery.too_late`.
 */
export const mayConfirm = (state: DeliveryState, now: number): Decision<null> => {
  if (["proposed", "countersigned", "registering", "registered", "funding"].includes(state.status))
    return refuse("delivery.not_funded");
  if (state.status !== "funded" && state.status !== "released") return refuse("delivery.over");
  if (state.deliverBy === null) return refuse("delivery.not_funded");
  if (state.disputed) return refuse("delivery.disputed");
  return now > state.deliverBy ? refuse("delivery.too_late") : decide(null);
};

/** What was confirmed: how every line stands now, its value in minor units, and whether nothing more is to come. */
export type Confirmed = {
  readonly stands: Stands;
  readonly delivered: bigint;
  readonly complete: boolean;
};

const plainQuantity = (text: string): string | undefined => {
  const value = readDecimal(text);
  if (!value || compareDecimal(value, ZERO) < 0) return undefined;
  const trimmed = trimDecimal(value);
  return trimmed.scale > QUANTITY_DECIMALS ? undefined : printDecimal(trimmed);
};

const standOf = (said: LineStand): LineStand | undefined => {
  const [delivered, short, rejected] = [said.delivered, said.short, said.rejected].map(
    plainQuantity,
  );
  if (delivered === undefined || short === undefined || rejected === undefined) return undefined;
  return { delivered, short, rejected };
};

const isLess = (left: string, right: string): boolean =>
  compareDecimal(readDecimal(left) ?? ZERO, readDecimal(right) ?? ZERO) < 0;

const checkLine = (
  line: OrderedLine,
  { said, before }: { said: LineStand; before: LineStand },
): Decision<LineStand> => {
  const stand = standOf(said);
  if (!stand) return refuse("delivery.quantity_invalid", { line: line.key });
  const counted = [stand.delivered, stand.short, stand.rejected]
    .map((text) => readDecimal(text) ?? ZERO)
    .reduce(addDecimal, ZERO);
  if (compareDecimal(counted, readDecimal(line.quantity) ?? ZERO) > 0)
    return refuse("delivery.more_than_ordered", { line: line.key });
  return isLess(stand.delivered, before.delivered)
    ? refuse("delivery.less_than_before", { line: line.key })
    : decide(stand);
};

/** A line not named: as before, or all that is not known as short or rejected arrived. */
const unnamed = (line: OrderedLine, before: LineStand, others: Said["others"]): LineStand =>
  others === "unchanged" || before.short !== "0" || before.rejected !== "0"
    ? before
    : fullStand(line);

/**
 * Turns what a warehouse says into how every line stands. Quantities are cumulative, at most what was ordered, with
 * at most 6 decimals, and what was confirmed delivered never shrinks.
 * Refuses with `delivery.quantity_invalid`, `delivery.more_than_ordered`, `delivery.less_than_before`,
 * `delivery.line_unknown` or `delivery.nothing_new` (the delivered value must grow).
 */
export const confirmDelivery = (
  orders: readonly OrderedGoods[],
  before: Stands,
  said: Said,
): Decision<Confirmed> => {
  const named = new Map(said.lines.map((line) => [line.key, line]));
  const stands = new Map<string, LineStand>();
  for (const line of orders.flatMap(countableLines)) {
    const earlier = before.get(line.key) ?? NO_STAND;
    const spoken = named.get(line.key);
    named.delete(line.key);
    if (!spoken) {
      stands.set(line.key, unnamed(line, earlier, said.others));
      continue;
    }
    const checked = checkLine(line, { said: spoken, before: earlier });
    if (!checked.ok) return checked;
    stands.set(line.key, checked.value);
  }
  const [stray] = named.keys();
  if (stray !== undefined) return refuse("delivery.line_unknown", { line: stray });
  const delivered = deliveredValue(orders, stands);
  if (delivered <= deliveredValue(orders, before)) return refuse("delivery.nothing_new");
  return decide({ stands, delivered, complete: isAccountedFor(orders, stands) });
};
