import { setTimeout as sleep } from "node:timers/promises";
import { openCount } from "@/proving/harness/relay-ground";
import { DEPTH, type Stage } from "./stage";

/** Rounds until everything has come to rest, at most. */
const PATIENCE = 60;
const HOUR = 3_601;

const isAtRest = async ({ clean }: Stage): Promise<boolean> => {
  const open = await openCount({ world: clean });
  const head = await clean.settlement.chain.headNumber();
  const seen = (await clean.settlement.index.cursor("seen"))?.number ?? -1;
  return open === 0 && seen === head;
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
export const comeToRest = async (stage: Stage): Promise<string[]> => {
  stage.calm();
  const isQuiet = await quieten(stage);
  await stage.clean.wait(HOUR);
  if (!isQuiet || !(await quieten(stage))) return [`it did not come to rest in ${PATIENCE} rounds`];
  await stage.clean.mine(DEPTH + 1);
  for (let round = 0; round < 3; round += 1) await stage.round();
  return [];
};
