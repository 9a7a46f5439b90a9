import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { root } from "./embedded/folder";
import { hire } from "./mutation/crew";
import { hunt } from "./mutation/hunt";
import { prepare } from "./mutation/prepare";
import {
  type Equivalent,
  isEnough,
  sampleOf,
  scoreOf,
  scoreText,
  setApart,
} from "./mutation/score";
import { EQUIVALENTS, FLOOR_PERCENT } from "./mutation/targets";

/**
 * `npm run mutate:contracts`: changes the waterfall, release, payout and claim code in many small ways, one at a time,
 * and tells which changes no test notices. `-- --sample 100` tries a choice (`--seed` another one), `-- --only Payouts`
 * one file, `-- --json` prints the figures alone, `-- --equivalents` tries those listed as equivalent instead, which
 * must all survive. Ends with 1 below the least score.
 */
const { values } = parseArgs({
  options: {
    sample: { type: "string" },
    seed: { type: "string", default: "1" },
    only: { type: "string", default: "" },
    json: { type: "boolean", default: false },
    equivalents: { type: "boolean", default: false },
    workers: { type: "string", default: String(availableParallelism()) },
  },
});
const say = (text: string): void => console.error(text);
const began = performance.now();
const seconds = (): number => Math.round((performance.now() - began) / 1000);

const all = await prepare();
say(`${all.length} mutants compiled in ${seconds()} s`);
const listed: Equivalent[] = JSON.parse(readFileSync(join(root, EQUIVALENTS), "utf8"));
const { plants, tried, equivalent, stale } = setApart(all, listed);
const wanted = (values.equivalents ? equivalent : tried).filter(({ file }) =>
  file.includes(values.only),
);
const mutants = values.sample ? sampleOf(wanted, Number(values.sample), values.seed) : wanted;
const crew = Array.from({ length: Number(values.workers) }, hire);
const score = scoreOf(await hunt([...plants, ...mutants], { crew, say }));
const figures = { equivalent: equivalent.length, stale, seconds: seconds(), workers: crew.length };
if (values.json) {
  console.log(JSON.stringify({ floor: FLOOR_PERCENT, ...score, ...figures }));
} else {
  console.log(scoreText(score));
  for (const each of stale) console.log(`Listed as equivalent in vain: ${each}`);
  console.log(
    `Score ${score.percent.toFixed(2)} %, floor ${FLOOR_PERCENT} %; ${figures.equivalent} more are equivalent; ${figures.seconds} s with ${figures.workers} workers.`,
  );
}
const isGood = values.equivalents
  ? score.killed === 0 && score.blind.length === 0
  : isEnough(score);
process.exit(isGood && stale.length === 0 ? 0 : 1);
