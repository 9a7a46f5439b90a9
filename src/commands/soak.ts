import { parseArgs } from "node:util";
import { tableOf } from "@/proving/soak/report";
import { soak } from "@/proving/soak/soak";
import { startFreshStack } from "./fresh-stack";

/**
 * `npm run soak -- [--minutes 10] [--kill-every 20] [--lives 15] [--json]`: three workers and two web programs on one
 * database and one chain; whole lives begin at so many a minute, while every so many seconds a worker is killed. Then all
 * comes to rest and is counted from chain and database. Ends with 1 where anything is lost, doubled or differs.
 */
const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "10" },
    "kill-every": { type: "string", default: "20" },
    lives: { type: "string", default: "15" },
    json: { type: "boolean", default: false },
  },
});

const positive = (name: "minutes" | "kill-every" | "lives"): number => {
  const value = Number(values[name]);
  if (Number.isFinite(value) && value > 0) return value;
  console.error(`--${name} is a number above 0.`);
  return process.exit(2);
};
const seconds = positive("minutes") * 60;
const killEverySeconds = positive("kill-every");
const livesPerMinute = positive("lives");
const say = (text: string): void => {
  if (!values.json) console.log(text);
};

const WORKERS = ["worker", "worker-2", "worker-3"];

const main = async (): Promise<boolean> => {
  const programs = { workers: WORKERS.length, webs: 2 };
  const stack = await startFreshStack("soak", { say, programs });
  try {
    const { urls, variables, folder } = stack;
    const load = { seconds, killEverySeconds, livesPerMinute };
    const report = await soak({
      ...{ urls, variables, runFolder: folder.run, workers: WORKERS },
      ...{ ...load, say },
    });
    console.log(values.json ? JSON.stringify(report, null, 2) : tableOf(report));
    return report.ok;
  } finally {
    await stack.stop();
  }
};

process.exit((await main()) ? 0 : 1);
