/**
 * JSON that keeps bigint and Date: amounts must never pass through a float on their way to a page.
 * Tagged objects: {"$n":"123"} for a bigint of at most 90 digits, {"$d":"2026-11-21T00:00:00.000Z"} for a moment.
 */
type Wire = null | boolean | number | string | Wire[] | { [key: string]: Wire };

const pack = (value: unknown): Wire => {
  if (typeof value === "bigint") return { $n: value.toString() };
  if (value instanceof Date) return { $d: value.toISOString() };
  if (Array.isArray(value)) return value.map(pack);
  if (value !== null && typeof value === "object")
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, part]) => part !== undefined)
        .map(([key, part]) => [key, pack(part)]),
    );
  return value === undefined ? null : (value as Wire);
};

const unpack = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(unpack);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value);
  const [only] = entries;
  if (entries.length === 1 && only && typeof only[1] === "string") {
    if (only[0] === "$n" && /^-?\d{1,90}$/.test(only[1])) return BigInt(only[1]);
    if (only[0] === "$d") return new Date(only[1]);
  }
  return Object.fromEntries(entries.map(([key, part]) => [key, unpack(part)]));
};

export const transformer = { serialize: pack, deserialize: unpack };
