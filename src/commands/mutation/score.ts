import { createHash } from "node:crypto";
import type { Mutant } from "./schemata";

/** A mutant that no test can tell from the original, and why. Matches every mutant that reads the same. */
export type Equivalent = Pick<Mutant, "file" | "within" | "original" | "mutant"> & {
  reason: string;
};

export type Survivor = Mutant & { tests: number };

export type Outcome = {
  mutants: number;
  killed: number;
  equivalent: number;
  survivors: readonly Survivor[];
  /** Entries of the list of equivalents that match no mutant, or that a test tells apart. */
  stale: readonly string[];
};

const textOf = ({ file, within, original, mutant }: Omit<Equivalent, "reason">): string =>
  `${file} ${within}: ${original} -> ${mutant}`;

/** Sets the listed equivalents apart. */
export const setApart = (mutants: readonly Mutant[], listed: readonly Equivalent[]) => {
  const names = new Set(listed.map(textOf));
  const found = new Set(mutants.map(textOf));
  return {
    tried: mutants.filter((each) => !names.has(textOf(each))),
    equivalent: mutants.filter((each) => names.has(textOf(each))),
    stale: [...names].filter((name) => !found.has(name)),
  };
};

/** A fixed choice of so many mutants, in their order. */
export const sampleOf = (mutants: readonly Mutant[], size: number): Mutant[] => {
  const rank = (each: Mutant): string =>
    createHash("sha256")
      .update(`${textOf(each)} ${each.line}`)
      .digest("hex");
  const chosen = mutants.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1)).slice(0, size);
  return mutants.filter((each) => chosen.includes(each));
};

/** Percent of the mutants that could be killed, two places, rounded down. */
export const scoreOf = ({ killed, survivors }: Outcome): number => {
  const all = killed + survivors.length;
  return all === 0 ? 0 : Math.floor((10_000 * killed) / all) / 100;
};

const WIDTH = 100;
const short = (text: string): string => (text.length > WIDTH ? `${text.slice(0, WIDTH)}...` : text);

export const outcomeText = (outcome: Outcome): string => {
  const { mutants, killed, equivalent, survivors, stale } = outcome;
  const lines = survivors.map(({ file, line, operator, original, mutant, tests }) => {
    const passed = tests === 0 ? "no test comes by" : `${tests} tests pass`;
    return `${file}:${line}  ${operator}: ${short(original)} -> ${short(mutant)}  (${passed})`;
  });
  return [
    ...(lines.length > 0 ? [`survived (${lines.length}):`, ...lines, ""] : []),
    ...stale.map((each) => `listed as equivalent in vain: ${each}`),
    `${mutants} mutants: ${killed} killed, ${survivors.length} survived, ${equivalent} equivalent; score ${scoreOf(outcome).toFixed(2)} %`,
  ].join("\n");
};
