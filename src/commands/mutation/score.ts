import { createHash } from "node:crypto";
import type { Verdict } from "./hunt";
import type { Mutant } from "./schemata";
import { FLOOR_PERCENT, PLANT } from "./targets";

/** A mutant that no test can tell from the original, and why. Matches every mutant that reads the same. */
export type Equivalent = Pick<Mutant, "file" | "within" | "around" | "original" | "mutant"> & {
  reason: string;
};

const changeOf = ({ original, mutant }: Mutant): string => `${original} -> ${mutant}`;
const isPlant = (mutant: Mutant): boolean => mutant.file === PLANT.file;

const textOf = ({ file, within, around, original, mutant }: Omit<Equivalent, "reason">): string =>
  `${file} ${within}: ${original} -> ${mutant}${around && ` in ${around}`}`;

/** Sets the plants and the listed equivalents apart; `stale` are entries of the list that match no mutant. */
export const setApart = (mutants: readonly Mutant[], listed: readonly Equivalent[]) => {
  const names = new Set(listed.map(textOf));
  const found = new Set(mutants.map(textOf));
  const own = mutants.filter((each) => !isPlant(each));
  return {
    plants: mutants
      .filter(isPlant)
      .filter((each) => [PLANT.seen, PLANT.unseen].some((change) => change === changeOf(each))),
    tried: own.filter((each) => !names.has(textOf(each))),
    equivalent: own.filter((each) => names.has(textOf(each))),
    stale: [...names].filter((name) => !found.has(name)),
  };
};

/** So many mutants, in their order; another seed chooses others. */
export const sampleOf = (mutants: readonly Mutant[], size: number, seed: string): Mutant[] => {
  const rank = ({ number }: Mutant): string =>
    createHash("sha256").update(`${seed} ${number}`).digest("hex");
  const chosen = new Set(mutants.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1)).slice(0, size));
  return mutants.filter((each) => chosen.has(each));
};

type Tally = { mutants: number; killed: number; percent: number };

/** Percent of the mutants that were killed, two places, rounded down; none is 0. */
const tallyOf = (verdicts: readonly Verdict[]): Tally => {
  const mutants = verdicts.length;
  const killed = verdicts.filter(({ by }) => by !== undefined).length;
  return { mutants, killed, percent: Math.floor((10_000 * killed) / (mutants || 1)) / 100 };
};

export type Score = Tally & {
  files: ({ file: string } & Tally)[];
  survivors: (Mutant & { tests: number })[];
  /** What a run with open eyes would have seen, and this one did not. */
  blind: string[];
};

/** Of the plants, the change that a test sees must be killed, and the one that none sees must survive. */
const blindSpots = (plants: readonly Verdict[]): string[] => {
  const isKilled = (change: string): boolean | undefined =>
    plants.filter(({ mutant }) => changeOf(mutant) === change).map(({ by }) => by !== undefined)[0];
  return [
    ...(isKilled(PLANT.seen) === true ? [] : [`${PLANT.file}: ${PLANT.seen} survived`]),
    ...(isKilled(PLANT.unseen) === false ? [] : [`${PLANT.file}: ${PLANT.unseen} was killed`]),
  ];
};

/** The plants tell whether the rest can be believed and are not part of it. */
export const scoreOf = (verdicts: readonly Verdict[]): Score => {
  const own = verdicts.filter(({ mutant }) => !isPlant(mutant));
  const byFile = Map.groupBy(own, ({ mutant }) => mutant.file);
  return {
    ...tallyOf(own),
    files: [...byFile].map(([file, some]) => ({ file, ...tallyOf(some) })),
    survivors: own
      .filter(({ by }) => by === undefined)
      .map(({ mutant, tests }) => ({ ...mutant, tests }))
      .sort((a, b) => a.number - b.number),
    blind: blindSpots(verdicts.filter(({ mutant }) => isPlant(mutant))),
  };
};

/** Whether a run may be believed and was good enough. */
export const isEnough = ({ percent, blind }: Score): boolean =>
  percent >= FLOOR_PERCENT && blind.length === 0;

const short = (text: string): string => (text.length > 100 ? `${text.slice(0, 100)}...` : text);

export const scoreText = ({ files, survivors, blind, ...all }: Score): string => {
  const rows = [...files, { file: "all", ...all }];
  return [
    ...survivors.map(({ file, line, within, operator, original, mutant, tests }) => {
      const tried = tests === 0 ? "no test comes by" : `${tests} tests pass`;
      return `${file}:${line} ${within}  ${operator}: ${short(original)} -> ${short(mutant)}  (${tried})`;
    }),
    ...rows.map(
      ({ file, mutants, killed, percent }) =>
        `${percent.toFixed(2).padStart(6)} %  ${killed} of ${mutants} killed  ${file}`,
    ),
    ...blind.map((each) => `The run is blind: ${each}.`),
  ].join("\n");
};
