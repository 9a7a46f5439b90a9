/** Why an act is refused, by the names of the contract's errors; empty where it is done. */
export type Reasons = readonly string[];

/** The names of those that hold. */
export const reasonsFor = (table: Readonly<Record<string, boolean | undefined>>): Reasons =>
  Object.keys(table).filter((name) => table[name]);
