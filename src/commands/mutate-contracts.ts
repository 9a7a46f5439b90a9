import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { root } from "./embedded/folder";
import { hunt } from "./mutation/hunt";
import { prepare } from "./mutation/prepare";
import {
  type Equivalent,
  type Outcome,
  outcomeText,
  sampleOf,
  scoreOf,
  setApart,
} from "./mutation/score";
import { EQUIVALENTS, FLOOR_PERCENT } from "./mutation/targets";

/**
 * `npm run mutate:contracts`: changes the contracts in a thousand small ways, one at a time, and tells which changes no
 * test notices. `-- --sample 100` tries a fixed choice, `-- --file Payouts` one file, `-- --json` prints the figures
 * alone, `-- --verify` tries those listed as equivalent too. Ends with 1 below the least score.
 */
const { values } = parseArgs({
  options: {
    sample: { type: "string" },
    file: { type: "string", default: "" },
    json: { type: "boolean", default: false },
    verify: { type: "boolean", default: false },
    workers: { type: "string", default: String(availableParallelism()) },
  },
});
const say = (text: string): void => console.error(text);
const seconds = (from: number): number => Math.round((performance.now() - from) / 1000);

const began = performance.now();
const { mutants: all, refused } = await prepare();
say(`${all.length} mutants compiled in ${seconds(began)} s (${refused.length} places refused)`);
const listed: Equivalent[] = JSON.parse(readFileSync(join(root, EQUIVALENTS), "utf8"));
const { tried, equivalent, stale } = setApart(all, listed);
const wanted = (values.verify ? equivalent : tried).filter(({ file }) =>
  file.includes(values.file),
);
const mutants = values.sample ? sampleOf(wanted, Number(values.sample)) : wanted;
const { verdicts, units } = await hunt(mutants, { workers: Number(values.workers), say });
const survivors = verdicts
  .filter(({ by }) => !by)
  .map(({ mutant, tests }) => ({ ...mutant, tests }))
  .sort((a, b) => a.number - b.number);
const killed = verdicts.length - survivors.length;
const outcome: Outcome = {
  mutants: mutants.length,
  killed,
  equivalent: equivalent.length,
  survivors,
  stale,
};
const score = scoreOf(outcome);
const took = { seconds: seconds(began), workers: Number(values.workers), tests: units.length };
if (values.json) {
  console.log(JSON.stringify({ score, floor: FLOOR_PERCENT, ...outcome, refused, ...took }));
} else {
  console.log(outcomeText(outcome));
  console.log(
    `${took.seconds} s with ${took.workers} workers and ${took.tests} tests; least score ${FLOOR_PERCENT} %`,
  );
}
const isEnough = values.verify ? killed === 0 : score >= FLOOR_PERCENT;
process.exit(isEnough && stale.length === 0 ? 0 : 1);
