import { addDecimal, compareDecimal, readDecimal, ZERO } from "@/core/decimal";
import type { DeliveryLineView, DeliveryOrderView, Said } from "./delivery-view";
import { deliveryWords as words } from "./words";

/** Quantities of a line as text, while somebody types. */
export type Edit = { delivered: string; short: string; rejected: string };
export type Edits = Readonly<Record<string, Edit>>;

/** How a line stands when nobody touches it. */
export const untouched = (line: DeliveryLineView, others: Said["others"]): Edit => {
  const { delivered, short, rejected } = line;
  const known = short !== "0" || rejected !== "0";
  return others === "unchanged" || known
    ? { delivered, short, rejected }
    : { delivered: line.ordered, short, rejected };
};

const plain = (text: string): string => text.trim().replace(/,/g, ".") || "0";

/** A line's quantities as they are sent. */
export const sent = (edit: Edit): Edit => ({
  delivered: plain(edit.delivered),
  short: plain(edit.short),
  rejected: plain(edit.rejected),
});

/** What is wrong with a line, or null. The server decides again. */
export const problemOf = (line: DeliveryLineView, edit: Edit): string | null => {
  const { delivered, short, rejected } = sent(edit);
  const read = [delivered, short, rejected].map(readDecimal);
  const numbers = read.flatMap((value) =>
    value && compareDecimal(value, ZERO) >= 0 && value.scale <= 6 ? [value] : [],
  );
  const [first] = numbers;
  if (numbers.length < 3 || !first) return words.notNumber;
  if (compareDecimal(numbers.reduce(addDecimal, ZERO), readDecimal(line.ordered) ?? ZERO) > 0)
    return words.tooMuch;
  return compareDecimal(first, readDecimal(line.delivered) ?? ZERO) < 0 ? words.tooLittle : null;
};

/** Every line of an order delivered in full, or none of it beyond what was confirmed before. */
export const wholeOrder = (order: DeliveryOrderView, kind: "all" | "none"): Edits =>
  Object.fromEntries(
    order.lines.map((line) => [
      line.key,
      kind === "all"
        ? { delivered: line.ordered, short: "0", rejected: "0" }
        : { delivered: line.delivered, short: line.short, rejected: line.rejected },
    ]),
  );
