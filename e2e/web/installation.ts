import { existsSync } from "node:fs";
import { join } from "node:path";
import { endLeftovers } from "../../src/commands/embedded/child";
import { root, stateFolder } from "../../src/commands/embedded/folder";
import { freePort } from "../../src/commands/embedded/free-port";
import { runProgram } from "../../src/commands/run-program";
import { askedBy } from "../../src/commands/settings";
import { startStack } from "../../src/commands/stack";

export type Installation = { url: string; stop: () => Promise<void> };

/** What the last run of the journeys left: a database and a chain with whole lives in them. */
const left = join(root, ".quaynote", "e2e");

const runJourneys = async (say: (text: string) => void): Promise<void> => {
  say("running the journeys first: their receivables fill the pages");
  await runProgram("playwright", ["test", "--config", "e2e/playwright.config.ts"]);
};

const start = async (say: (text: string) => void): Promise<Installation> => {
  const folder = stateFolder(left);
  await endLeftovers(folder.run);
  const stack = await startStack({
    folder,
    asked: askedBy({
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      PORT: String(await freePort()),
    }),
    say,
    giveUp: (reason) => {
      console.error(reason);
      process.exit(1);
    },
  });
  return { url: stack.url, stop: stack.stop };
};

/** The installation given, or one on free ports that holds what the journeys left. */
export const openInstallation = async (
  against: string | undefined,
  say: (text: string) => void,
): Promise<Installation> => {
  if (against) return { url: against.replace(/\/$/, ""), stop: async () => undefined };
  if (!existsSync(join(left, "pg", "PG_VERSION"))) await runJourneys(say);
  return start(say);
};
