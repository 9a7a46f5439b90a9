import assert from "node:assert/strict";
import type { Act } from "../../src/core/life/act";
import { type Life, newLife, type Scene, type Switches } from "../../src/core/life/life";
import { playAct } from "../../src/core/life/play-act";
import { CHAIN_STATUSES } from "../../src/core/receivable/chain-status";
import { drawAct, drawAgreement, drawClock } from "./life-plan";
import { LICENSED_UNTIL, type Outcome, START_BALANCE, type Stage } from "./life-stage";
import {
  actWord,
  agreementWords,
  expectedReport,
  IDLE,
  REPORT_WORDS,
  readReport,
} from "./life-wire";
import { makeRandom, type Random } from "./random";

const TICKS = 28;

type Actor = { readonly random: Random; life: Life; readonly story: string[] };

/** A life on which chain and model disagree: what about, and everything that was done to it. */
export type Failure = {
  readonly slot: number;
  readonly says: readonly string[];
  readonly story: readonly string[];
};

/** What happened over all lives, counted: done and refused by act, and how lives stood at the end. */
export type Seen = { readonly acts: Map<string, number>; readonly ends: Map<string, number> };

const count = (tally: Map<string, number>, name: string): void => {
  tally.set(name, (tally.get(name) ?? 0) + 1);
};

const printable = (value: object): string =>
  JSON.stringify(value, (_key, part: unknown) => (typeof part === "bigint" ? `${part}` : part));

const RUNNING: Switches = {
  ...{ fundingPaused: false, releasePaused: false, releasePausedAt: 0, releaseResumedAt: 0 },
};

/** What differs between the chain's words and the life they should be of. */
const differences = (words: readonly bigint[], life: Life, moment: number): readonly string[] => {
  const wanted = expectedReport(life, moment);
  const told = readReport(words, life, moment);
  return REPORT_WORDS.flatMap((name, index) =>
    told[index] === wanted[index] ? [] : [`${name}: chain ${told[index]}, model ${wanted[index]}`],
  );
};

/** Plays the act in the model; what chain and model disagree about, if anything. */
const judge = (
  actor: Actor,
  act: Act,
  { scene, outcome, seen }: { scene: Scene; outcome: Outcome; seen: Seen },
): readonly string[] => {
  const { life, reasons } = playAct(actor.life, act, scene);
  actor.story.push(`${scene.now} ${printable(act)} -> ${outcome.refusal || "done"}`);
  actor.life = life;
  count(seen.acts, `${act.kind} ${reasons.length > 0 ? "refused" : "done"}`);
  const status = CHAIN_STATUSES[outcome.status];
  const chain = outcome.refusal || "done";
  if (reasons.length > 0 && !reasons.includes(outcome.refusal))
    return [`${act.kind}: the model refuses (${reasons.join(", ")}), the chain says ${chain}`];
  if (reasons.length === 0 && outcome.refusal !== "")
    return [`${act.kind}: the model does it, the chain refuses: ${chain}`];
  return status === life.status ? [] : [`status: chain ${status}, model ${life.status}`];
};

/**
 * Lives on a common clock, one act of each on every tick. The same number gives the same cohort. With `only` a single
 * one is played, and everything is compared after each of its acts.
 */
export const playCohort = async (
  stage: Stage,
  { cohort, slots, only, seen }: { cohort: number; slots: number; only?: number; seen: Seen },
): Promise<Failure | undefined> => {
  const seed = BigInt(cohort) << 20n;
  const shared = makeRandom(seed);
  const clock = drawClock(shared, stage.start, TICKS);
  const isPaused = shared.once(4);
  const actors = Array.from({ length: slots }, (_, slot): Actor => {
    const random = makeRandom(seed + 1n + BigInt(slot));
    const agreement = drawAgreement(random, clock);
    const life = newLife(agreement, { balance: START_BALANCE, licensedUntil: LICENSED_UNTIL });
    return { random, life, story: [printable(agreement)] };
  });
  let switches = RUNNING;

  /** The guardian's hand: in some cohorts, pauses between ticks. */
  const drawSwitches = async (now: number): Promise<void> => {
    const [fundingPaused, releasePaused] = [shared.once(3), shared.once(2)];
    const { releasePausedAt, releaseResumedAt, releasePaused: was } = switches;
    switches = {
      fundingPaused,
      releasePaused,
      releasePausedAt: releasePaused && !was ? now : releasePausedAt,
      releaseResumedAt: !releasePaused && was ? now : releaseResumedAt,
    };
    await stage.pause(now, fundingPaused, releasePaused);
    for (const { story } of actors) story.push(`${now} ${printable(switches)}`);
  };

  const playTick = async (now: number, tick: number): Promise<Failure | undefined> => {
    const scene = { now, switches };
    const planned = actors.map(({ random, life }, slot) => {
      const act = drawAct(random, { life, now, tick });
      const isPlayed = only === undefined || only === slot;
      return { act: isPlayed ? act : undefined, isDirect: random.once(2) };
    });
    const words = planned.map(({ act, isDirect }) => (act ? actWord(act, isDirect) : IDLE));
    const outcomes = await stage.play(now, words);
    for (const [slot, actor] of actors.entries()) {
      const [act, outcome] = [planned[slot]?.act, outcomes[slot]];
      if (!act || !outcome) continue;
      const says = [...judge(actor, act, { scene, outcome, seen })];
      if (only === slot) {
        const [words = []] = await stage.report(slot, slot + 1, now);
        says.push(...differences(words, actor.life, now));
      }
      if (says.length > 0) return { slot, says, story: actor.story };
    }
    return undefined;
  };

  const compareAll = async (moment: number): Promise<Failure | undefined> => {
    const reports = await stage.report(0, slots, moment);
    for (const [slot, { life, story }] of actors.entries()) {
      const says = differences(reports[slot] ?? [], life, moment);
      if (says.length > 0) return { slot, says, story };
      count(seen.ends, life.status);
    }
    const { held, treasury } = await stage.reportCore();
    const sum = (of: (life: Life) => bigint) =>
      actors.reduce((total, { life }) => total + of(life), 0n);
    assert.equal(
      held,
      sum((life) => life.held),
      `what the core holds, cohort ${cohort}`,
    );
    assert.equal(
      treasury,
      sum((life) => life.treasury),
      `the treasury's claim, cohort ${cohort}`,
    );
    return undefined;
  };

  await stage.rewind();
  await stage.agree(actors.map(({ life }) => agreementWords(life.agreement)));
  let before = stage.start;
  for (const [tick, now] of clock.entries()) {
    if (isPaused && now - before > 2 && shared.once(4)) await drawSwitches(now - 1);
    const failure = await playTick(now, tick);
    if (failure) return failure;
    before = now;
  }
  return only === undefined ? compareAll(before) : undefined;
};
