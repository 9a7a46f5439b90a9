import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { endLeftovers } from "../src/commands/embedded/child";
import { root, stateFolder } from "../src/commands/embedded/folder";
import { askedBy } from "../src/commands/settings";
import { startStack } from "../src/commands/stack";

/** The whole installation on free ports and in a folder of its own, for one run of the browser tests. */
const path = process.env.E2E_FOLDER ?? join(root, ".quaynote", "e2e");
await endLeftovers(stateFolder(path).run);
rmSync(path, { recursive: true, force: true });
const folder = stateFolder(path);

const say = (text: string): void => console.log(text);
const fail = (reason: string): never => {
  console.error(reason);
  process.exit(1);
};

const stack = await startStack({
  folder,
  asked: askedBy({
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    PORT: process.env.E2E_PORT,
  }),
  say,
  giveUp: fail,
});
writeFileSync(join(folder.path, "facts.json"), JSON.stringify(stack.variables));
console.log(`ready: ${stack.url}`);

const stop = async (): Promise<void> => {
  await stack.stop();
  process.exit(0);
};
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void stop());
setInterval(() => undefined, 60_000);
