import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { CHAIN_STATUSES } from "../../src/core/receivable/chain-status";
import { byDepth } from "./depth";
import { type Failure, playCohort, type Seen } from "./life-cohort";
import { draws } from "./life-draws";
import { openStage, type Stage } from "./life-stage";

const LIVES = byDepth({ change: 1000, nightly: 10_000, release: 100_000 });
const SLOTS = 200;
/** What the stage does itself, not the receivables. */
const NEVER_REFUSED = new Set(["list", "freeze", "freezeUnits", "license", "transferOther"]);

let stage: Stage;
before(async () => {
  stage = await openStage(SLOTS);
});
after(() => stage.close());

/** Plays the failed life alone: the first difference after an act ends its shortest prefix. */
const explain = async (cohort: number, failed: Failure): Promise<string> => {
  const seen: Seen = { acts: new Map(), ends: new Map() };
  const alone = await playCohort(stage, { cohort, slots: SLOTS, only: failed.slot, seen });
  const { says, story } = alone ?? failed;
  const how = alone ? "shortest prefix" : "equal when it is played alone; the whole life";
  const lines = [`life ${failed.slot} of cohort ${cohort}`, ...says, `${how}:`, ...story];
  return lines.join("\n  ");
};

const told = (tally: ReadonlyMap<string, number>): string =>
  [...tally]
    .sort()
    .map(([name, times]) => `${name} ${times}`)
    .join(", ");

test(`${LIVES} random lives come to the same in TypeScript and on the chain`, async () => {
  const seen: Seen = { acts: new Map(), ends: new Map() };
  for (let cohort = 0; cohort * SLOTS < LIVES; cohort++) {
    const failed = await playCohort(stage, { cohort, slots: SLOTS, seen });
    if (failed) assert.fail(await explain(cohort, failed));
  }
  console.log(`ends: ${told(seen.ends)}\nacts: ${told(seen.acts)}`);
  // Guards the guard: every act is done and, where it can be, refused; lives end in every way there is.
  for (const kind of Object.keys(draws)) {
    assert.ok(seen.acts.get(`${kind} done`), `${kind} was never done`);
    const isRefused = seen.acts.has(`${kind} refused`);
    assert.equal(isRefused, !NEVER_REFUSED.has(kind), `${kind} refused: ${isRefused}`);
  }
  for (const status of CHAIN_STATUSES.slice(1))
    assert.ok(seen.ends.get(status), `no life ended ${status}`);
});
