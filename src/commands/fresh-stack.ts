import { rmSync } from "node:fs";
import { join } from "node:path";
import { processVariables } from "@/env";
import { endLeftovers } from "./embedded/child";
import { root, type StateFolder, stateFolder } from "./embedded/folder";
import { freePort } from "./embedded/free-port";
import { askedBy } from "./settings";
import { type Stack, type StackPlan, startStack } from "./stack";

/** An installation that began with nothing, and the folder it lives in. */
export type FreshStack = Stack & { readonly folder: StateFolder };

/**
 * A new installation on free ports, in a folder of its own below `.quaynote`: what an earlier run of that name left there is
 * ended and removed first. Stops itself, and this program, at SIGINT and SIGTERM.
 */
export const startFreshStack = async (
  name: string,
  plan: Pick<StackPlan, "say" | "programs">,
): Promise<FreshStack> => {
  const path = join(root, ".quaynote", name);
  await endLeftovers(stateFolder(path).run);
  rmSync(path, { recursive: true, force: true });
  const { PATH, HOME } = processVariables();
  const folder = stateFolder(path);
  const stack = await startStack({
    ...plan,
    folder,
    asked: askedBy({ PATH, HOME, PORT: String(await freePort()) }),
    giveUp: (reason) => {
      console.error(reason);
      process.exit(1);
    },
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => void stack.stop().then(() => process.exit(1)));
  return { ...stack, folder };
};
