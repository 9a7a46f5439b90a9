import { setTimeout as sleep } from "node:timers/promises";
import { audit } from "@/auditor/audit";
import { actDue } from "@/core/keeper/acts-due";
import { env } from "@/env";
import { chanceOf } from "@/proving/harness/chance";
import { compare } from "./compare";
import { doSomething, type Known } from "./deeds";
import { replay } from "./replay";
import { type Befallen, DEPTH, openStage, type Spoil, type Stage } from "./stage";
import { drawWeather } from "./weather";

/** What came of one run. */
export type Run = {
  readonly seed: number;
  /** In words; none where every promise held. */
  readonly violations: readonly string[];
  readonly receivables: number;
  readonly calls: number;
  readonly befallen: Befallen;
};

/** A bug that is put in on purpose: in the worker's parts, or in the database as a trigger. */
export type Plant = { readonly name: string; readonly spoil?: Spoil; readonly sql?: string };

const DEEDS_A_STEP = 3;

/** Rounds until everything has come to rest, at most. */
const PATIENCE = 60;
const HOUR = 3_601;

const isAtRest = async ({ clean }: Stage): Promise<boolean> => {
  const { rows } = await clean.pool.query<{ open: bigint }>(
    `select count(*) as open from "Intent" where status in ('waiting', 'signed', 'sent')`,
  );
  const head = await clean.settlement.chain.headNumber();
  const seen = (await clean.settlement.index.cursor("seen"))?.number ?? -1;
  return Number(rows[0]?.open ?? 0) === 0 && seen === head;
};

/** What anybody may do and time or money calls for, and nobody wished. */
const leftUndone = async ({ clean }: Stage): Promise<string[]> => {
  const { keeper, sender } = clean.settlement;
  const now = await sender.chainTime();
  const due = (await keeper.candidates(now, 100)).flatMap((kept) => actDue(kept, now) ?? []);
  const { rows } = await clean.pool.query<{ key: string }>(
    'select key from "Intent" where key = any($1)',
    [due.map(({ key }) => key)],
  );
  const wished = new Set(rows.map(({ key }) => key));
  return due.filter(({ key }) => !wished.has(key)).map(({ key }) => `left undone: ${key}`);
};

/** Rounds until nothing is under way three times in a row; whether that came. */
const quieten = async (stage: Stage): Promise<boolean> => {
  let quiet = 0;
  for (let round = 0; round < PATIENCE; round += 1) {
    await stage.round();
    quiet = (await isAtRest(stage)) ? quiet + 1 : 0;
    if (quiet === 3) return true;
    if (quiet === 0) await sleep(60);
  }
  return false;
};

/** Faults are over: everything wished has to come to an end and to count as final. What was refused for a passing reason is tried again after an hour. */
const comeToRest = async (stage: Stage): Promise<string[]> => {
  stage.calm();
  let isQuiet = await quieten(stage);
  await stage.clean.wait(HOUR);
  isQuiet = (await quieten(stage)) && isQuiet;
  if (!isQuiet) return [`it did not come to rest in ${PATIENCE} rounds`];
  const undone = await leftUndone(stage);
  await stage.clean.mine(DEPTH + 1);
  for (let round = 0; round < 3; round += 1) await stage.round();
  return undone;
};

const auditOf = async ({ clean, deployed }: Stage): Promise<string[]> => {
  const client = await clean.pool.connect();
  try {
    await client.query("begin isolation level repeatable read read only");
    const report = await audit(
      async <R>(sql: string, given?: readonly unknown[]) =>
        (await client.query(sql, given && [...given])).rows as R[],
      {
        ...{ rpcUrl: env().rpcUrl, deployment: { ...deployed, fromBlock: deployed.block } },
        ...{ finalityDepth: DEPTH, limitSeconds: 600, now: new Date() },
      },
    );
    return report.verdicts.flatMap(({ invariant, differences }) =>
      differences.map(
        ({ table, row, says, expected, found }) =>
          `${invariant} ${table} ${row}: ${says}; expected ${expected}, found ${found}`,
      ),
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
    ...(await compare(stage, predicted)),
    ...(await auditOf(stage).catch((error: unknown) => [`the auditor could not look: ${error}`])),
  ];
  return { violations, calls: predicted.calls };
};

/** One run: the seed draws weather and business, the model predicts, comparison and auditor judge. */
export const simulate = async (seed: number, steps: number, plant?: Plant): Promise<Run> => {
  const chance = chanceOf(seed);
  const weather = drawWeather(chance, steps);
  const stage = await openStage(weather, { chance, seed, spoil: plant?.spoil });
  const known: Known[] = [];
  try {
    if (plant?.sql) await stage.clean.pool.query(plant.sql);
    stage.storm();
    for (let step = 0; step < weather.steps; step += 1) {
      for (let deed = 0; deed < DEEDS_A_STEP; deed += 1)
        await doSomething({ stage, chance, known }).catch(() => undefined);
      await stage.round();
      if (chance() < weather.reorgRate) await stage.reorganise();
      if (chance() < weather.restartRate) await stage.restart();
    }
    const { violations, calls } = await judged(stage, known);
    return { seed, violations, receivables: known.length, calls, befallen: stage.befallen };
  } finally {
    await stage.close();
  }
};
