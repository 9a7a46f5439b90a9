import { audit } from "@/auditor/audit";
import { inWords } from "@/auditor/report";
import { askOver } from "@/auditor/rows";
import { sendAhead } from "@/commands/testing/open-acts";
import { env } from "@/env";
import { type Chance, chanceOf } from "@/proving/harness/chance";
import { compare } from "./compare";
import { doSomething } from "./course";
import type { Known } from "./deeds";
import { failedThoughDone, leftUndone, neverTriedAgain } from "./left-undone";
import { type Reached, reachedIn } from "./reached";
import { replay } from "./replay";
import { comeToRest } from "./rest";
import { type Befallen, DEPTH, openStage, type Spoil, type Stage } from "./stage";
import { drawWeather } from "./weather";

/** What came of one run. */
export type Run = {
  readonly seed: number;
  /** In words; none where every promise held. */
  readonly violations: readonly string[];
  readonly receivables: number;
  readonly calls: number;
  readonly reached: Reached;
  /** Calls that lacked gas where they were mined. */
  readonly starved: number;
  readonly befallen: Befallen;
};

/** A bug that is put in on purpose: in the worker's parts, or in the database as a trigger. */
export type Plant = { readonly name: string; readonly spoil?: Spoil; readonly sql?: string };

const DEEDS_A_STEP = 4;

const auditOf = async ({ clean, deployed }: Stage): Promise<string[]> => {
  const client = await clean.pool.connect();
  try {
    await client.query("begin isolation level repeatable read read only");
    const report = await audit(askOver(client), {
      ...{ rpcUrl: env().rpcUrl, deployment: { ...deployed, fromBlock: deployed.block } },
      ...{ finalityDepth: DEPTH, limitSeconds: 600, now: new Date() },
    });
    return report.verdicts.flatMap(({ invariant, differences }) =>
      differences.map((each) => `${invariant} ${inWords(each)}`),
    );
  } finally {
    await client.query("rollback").catch(() => undefined);
    client.release();
  }
};

const judged = async (stage: Stage, known: readonly Known[]) => {
  const restless = await comeToRest(stage);
  const predicted = await replay(stage, known);
  const violations = [
    ...restless,
    ...(await leftUndone(stage, known, predicted)),
    ...(await neverTriedAgain(stage, predicted)),
    ...(await failedThoughDone(stage, predicted)),
    ...(await compare(stage, predicted)),
    ...(await auditOf(stage).catch((error: unknown) => [`the auditor could not look: ${error}`])),
  ];
  const { calls, starved } = predicted;
  return { violations, calls, starved: starved.length, reached: await reachedIn(stage, predicted) };
};

/** Each deed draws from numbers of its own: what one finds does not change what the next one draws. */
const drawerOf = (seed: number, step: number, deed: number): Chance =>
  chanceOf(seed * 1_000_003 + step * DEEDS_A_STEP + deed);

/** In every fourth run strangers see what is signed, and carry in about half of it before us. */
const strangersOf = (seed: number): Chance | null => (seed % 4 === 0 ? chanceOf(-seed) : null);

const carriedIn = async ({ clean, befallen }: Stage, chance: Chance): Promise<void> => {
  const waiting = await clean.pool.query<{ id: string }>(
    `select id from "Intent" where status = 'waiting' and signer = 'relayer' order by sequence`,
  );
  for (const { id } of waiting.rows)
    if (chance() < 0.5) {
      await sendAhead(clean, id);
      befallen.stranger += 1;
    }
};

/** One run: the seed draws weather and business, the model predicts, comparison and auditor judge. */
export const simulate = async (seed: number, steps: number, plant?: Plant): Promise<Run> => {
  const chance = chanceOf(seed);
  const weather = drawWeather(chance, steps);
  const stage = await openStage(weather, { chance, seed, spoil: plant?.spoil });
  const known: Known[] = [];
  const frozen = new Set<string>();
  const strangers = strangersOf(seed);
  try {
    if (plant?.sql) await stage.clean.pool.query(plant.sql);
    stage.storm();
    for (let step = 0; step < weather.steps; step += 1) {
      for (let deed = 0; deed < DEEDS_A_STEP; deed += 1) {
        const business = { stage, chance: drawerOf(seed, step, deed), known, frozen };
        await doSomething(business).catch(() => undefined);
      }
      if (strangers) await carriedIn(stage, strangers).catch(() => undefined);
      await stage.round();
      if (chance() < weather.reorgRate) await stage.reorganise();
      if (chance() < weather.restartRate) await stage.restart();
    }
    const judgement = await judged(stage, known);
    return { seed, receivables: known.length, befallen: stage.befallen, ...judgement };
  } finally {
    await stage.close();
  }
};
