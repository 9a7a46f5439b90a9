import type { Branch } from "./branches";
import { PLANT } from "./measured";

/** What a run found about one file. */
export type FileCoverage = { file: string; branches: number; missed: readonly Branch[] };

export type Coverage = {
  files: readonly FileCoverage[];
  branches: number;
  covered: number;
  /** Percent of the branches of all files, two places, rounded down: 100 means every one. */
  percent: number;
};

const percentOf = (covered: number, of: number): number =>
  of === 0 ? 100 : Math.floor((10_000 * covered) / of) / 100;

/** Sets the branches of each file against the tags that were reported. */
export const coverageOf = (
  branches: readonly Branch[],
  reported: ReadonlySet<string>,
): Coverage => {
  const names = [...new Set(branches.map(({ file }) => file))].sort();
  const files = names.map((file): FileCoverage => {
    const own = branches.filter((each) => each.file === file);
    return { file, branches: own.length, missed: own.filter(({ tag }) => !reported.has(tag)) };
  });
  const missed = files.reduce((sum, each) => sum + each.missed.length, 0);
  const covered = branches.length - missed;
  return {
    files,
    branches: branches.length,
    covered,
    percent: percentOf(covered, branches.length),
  };
};

const CODE_WIDTH = 70;

const place = ({ file, line, what, code }: Branch): string => {
  const short = code.length > CODE_WIDTH ? `${code.slice(0, CODE_WIDTH)}...` : code;
  return `${file}:${line}  ${what}${short ? `  ${short}` : ""}`;
};

/** A table by file, then every branch that was not taken. */
export const coverageText = ({ files, branches, covered, percent }: Coverage): string => {
  const row = (name: string, all: number, taken: number, share: number): string =>
    `${name.padEnd(44)} ${String(all).padStart(6)} ${String(taken).padStart(6)} ${share.toFixed(2).padStart(7)} %`;
  const rows = files.map(({ file, branches: all, missed }) =>
    row(file, all, all - missed.length, percentOf(all - missed.length, all)),
  );
  const missed = files.flatMap((each) => each.missed.map(place));
  return [
    `${"file".padEnd(44)} ${"all".padStart(6)} ${"taken".padStart(6)} ${"branches".padStart(9)}`,
    ...rows,
    row("all", branches, covered, percent),
    ...(missed.length > 0 ? ["", `not taken (${missed.length}):`, ...missed] : []),
  ].join("\n");
};

/** A branch that nothing can reach, kept as a defence, and why nothing can. */
export type Exclusion = { file: string; what: string; code: string; why: string };

/**
 * Takes the excluded branches out of the count.
 * @returns what counts, what does not, and what is wrong: each exclusion has to be one branch, and not taken by any test
 */
export const withoutExcluded = (
  branches: readonly Branch[],
  exclusions: readonly Exclusion[],
  reported: ReadonlySet<string>,
): { counted: Branch[]; excluded: string[]; problems: string[] } => {
  const excluded: string[] = [];
  const problems: string[] = [];
  const tags = new Set<string>();
  for (const { file, what, code, why } of exclusions) {
    const found = branches.filter(
      (each) => each.file === file && each.what === what && each.code === code,
    );
    const [branch] = found;
    const name = `${file}  ${what}  ${code}`;
    if (!branch || found.length > 1) problems.push(`${name}: there are ${found.length} of it`);
    else if (reported.has(branch.tag)) problems.push(`${name}: a test takes it`);
    else {
      excluded.push(`${place(branch)}: ${why}`);
      tags.add(branch.tag);
    }
  }
  return { counted: branches.filter(({ tag }) => !tags.has(tag)), excluded, problems };
};

/** Lines of the plant that say what no test takes: `// misses what it is`. */
const announced = (text: string): string[] =>
  text.split("\n").flatMap((line, index) => {
    const what = /\/\/ misses ([^(\n]+)/.exec(line)?.[1]?.trim();
    return what ? [`${index + 1} ${what}`] : [];
  });

/**
 * Whether the run saw the plant as it is.
 * @returns what it reported though it was taken, and what it failed to report; nothing where it can be believed
 */
export const blindSpots = (
  plant: readonly Branch[],
  reported: ReadonlySet<string>,
  text: string,
): string[] => {
  const missed = plant
    .filter(({ tag }) => !reported.has(tag))
    .map(({ line, what }) => `${line} ${what}`);
  const expected = announced(text);
  const wrongly = missed.filter((each) => !expected.includes(each));
  const silent = expected.filter((each) => !missed.includes(each));
  return [
    ...wrongly.map((each) => `${PLANT}:${each}, though a test takes it`),
    ...silent.map((each) => `${PLANT}:${each} went unreported, though no test takes it`),
  ];
};
