import { parseArgs } from "node:util";
import { onThrowawayGround } from "@/proving/harness/throwaway-ground";
import { plants } from "@/proving/sim/plants";
import { addUp } from "@/proving/sim/reached";
import { type Run, simulate } from "@/proving/sim/simulate";

/**
 * `npm run sim -- [--seeds 40] [--from 1] [--steps 20] [--json]`: plays that many runs of business under faults, one after
 * the other; a model predicts every figure and the auditor judges. Ends with 1 where a promise was broken; the seed that
 * is printed plays the run again. `-- --planted` puts in one known bug at a time instead and counts those that are caught.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "40" },
    from: { type: "string", default: "1" },
    steps: { type: "string", default: "20" },
    planted: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
});

const whole = (name: "seeds" | "from" | "steps"): number => {
  const value = Number(values[name]);
  if (Number.isSafeInteger(value) && value > 0) return value;
  console.error(`--${name} is a whole number above 0.`);
  return process.exit(2);
};
const [seeds, from, steps] = [whole("seeds"), whole("from"), whole("steps")];
const say = (text: string): void => {
  if (!values.json) console.log(text);
};

const list = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(", ");

const told = (run: Run): string => {
  const { seed, receivables, calls, starved, befallen, reached, violations } = run;
  return [
    `seed ${seed}: ${receivables} receivables, ${calls} calls, starved ${starved}, ${list(befallen)}`,
    `  did ${list(reached.acts)}`,
    `  refused ${list(reached.refused)}`,
    `  came to ${list(reached.ends)}`,
    ...violations.map((each) => `  BROKEN ${each}`),
  ].join("\n");
};

const runSeeds = async (): Promise<number> => {
  const runs: Run[] = [];
  for (let seed = from; seed < from + seeds; seed += 1) {
    const run = await simulate(seed, steps);
    runs.push(run);
    say(told(run));
  }
  const sum = (of: (run: Run) => number) => runs.reduce((total, run) => total + of(run), 0);
  const failing = runs.filter(({ violations }) => violations.length > 0);
  const result = {
    ...{ seeds, violations: sum(({ violations }) => violations.length) },
    failing: failing.map(({ seed, violations }) => ({ seed, violations })),
    ...{ receivables: sum((run) => run.receivables), calls: sum((run) => run.calls) },
    ...{ starved: sum((run) => run.starved), befallen: addUp(runs.map((run) => run.befallen)) },
    acts: addUp(runs.map(({ reached }) => reached.acts)),
    refused: addUp(runs.map(({ reached }) => reached.refused)),
    ends: addUp(runs.map(({ reached }) => reached.ends)),
    seedsThatSettled: runs.filter(({ reached }) => (reached.ends.settled ?? 0) > 0).length,
  };
  console.log(JSON.stringify(result));
  return failing.length;
};

/** A bug may need business that a seed does not draw. */
const SEEDS_A_PLANT = 8;

const clean = new Map<number, boolean>();
/** Whether a run without any bug finds nothing: else what is found with one says nothing about it. */
const isClean = async (seed: number): Promise<boolean> => {
  const known = clean.get(seed) ?? (await simulate(seed, steps)).violations.length === 0;
  clean.set(seed, known);
  return known;
};

const runPlanted = async (): Promise<number> => {
  const missed: string[] = [];
  for (const plant of plants) {
    let seen: string | undefined;
    for (let seed = from; !seen && seed < from + SEEDS_A_PLANT; seed += 1)
      if (await isClean(seed)) [seen] = (await simulate(seed, steps, plant)).violations;
    if (!seen) missed.push(plant.name);
    say(`${seen ? "caught" : "MISSED"}  ${plant.name}: ${seen ?? "nothing seen"}`);
  }
  const caught = plants.length - missed.length;
  console.log(JSON.stringify({ planted: plants.length, caught, missed }));
  return missed.length;
};

const failures = await onThrowawayGround(() => (values.planted ? runPlanted() : runSeeds()));
process.exit(failures === 0 ? 0 : 1);
