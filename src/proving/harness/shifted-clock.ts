import { processVariables } from "../../env";

/**
 * Loaded before a program, it shifts the time of its process, and of no other, by CLOCK_SHIFT milliseconds. "a,b,c": by a, and
 * from b milliseconds after the start on by c.
 */
const [first = 0, until = Number.POSITIVE_INFINITY, then = 0] = (
  processVariables().CLOCK_SHIFT ?? "0"
)
  .split(",")
  .map(Number);
const True = Date;
const shifted = (): number => True.now() + (performance.now() < until ? first : then);

class ShiftedDate extends True {
  constructor(...parts: unknown[]) {
    super(...((parts.length === 0 ? [shifted()] : parts) as [number]));
  }
  static override now(): number {
    return shifted();
  }
}

globalThis.Date = ShiftedDate as DateConstructor;
