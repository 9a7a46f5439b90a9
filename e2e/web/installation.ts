import { rmSync } from "node:fs";
import { join } from "node:path";
import { endLeftovers } from "../../src/commands/embedded/child";
import { root, stateFolder } from "../../src/commands/embedded/folder";
import { freePort } from "../../src/commands/embedded/free-port";
import { askedBy } from "../../src/commands/settings";
import { startStack } from "../../src/commands/stack";

export type Installation = { url: string; stop: () => Promise<void> };

/** The installation given, or a new one on free ports in a folder of its own. */
export const openInstallation = async (
  against: string | undefined,
  say: (text: string) => void,
): Promise<Installation> => {
  if (against) return { url: against.replace(/\/$/, ""), stop: async () => undefined };
  const path = join(root, ".quaynote", "check-web");
  await endLeftovers(stateFolder(path).run);
  rmSync(path, { recursive: true, force: true });
  const { url, stop } = await startStack({
    folder: stateFolder(path),
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
  return { url, stop };
};
