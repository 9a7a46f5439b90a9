import { join } from "node:path";
import { DEMO_PASSWORD, demoSignIns } from "@/core/demo/demo";
import { type Errand, startErrands } from "./beside";
import { endLeftovers } from "./embedded/child";
import { projectState, root, type StateFolder } from "./embedded/folder";
import { publishReach, releaseLock, takeLock } from "./embedded/lock";
import { askedBy } from "./settings";
import { type Stack, startStack } from "./stack";

/** `npm start`: everything, on one machine, from nothing; or, with settings given, the two programs only. */
const say = (text: string): void => console.log(`  ${text}`);

const printSignIns = (): void => {
  console.log(`\nDemo sign-ins (password for all: ${DEMO_PASSWORD})`);
  for (const { persona, email, about } of demoSignIns) {
    console.log(`  ${persona.padEnd(10)} ${email.padEnd(32)} ${about}`);
  }
  console.log("\nCtrl-C stops everything. Logs: .quaynote/logs");
};

/** The auditor looks once an hour, the first time when the demo trade has become final. */
const AUDITOR_PACE = { delayMs: 60_000, everyMs: 3_600_000 };

const programOf = (name: string): string => join(root, "src", "commands", `${name}.ts`);

/** What runs beside web and worker: on a local chain the demo people's trade, everywhere the auditor. */
const startBeside = ({ url, variables, isLocal }: Stack, folder: StateFolder) => {
  const demoTrade: Errand = {
    name: "demo-trade",
    args: [programOf("demo-trade"), "--at", url],
    heard: (how) =>
      console.log(
        how === "exit code 0"
          ? "Demo trade stands: receivables at every step."
          : "Demo trade is not complete; the next start goes on. See .quaynote/logs.",
      ),
  };
  const auditor: Errand = {
    name: "auditor",
    args: [programOf("auditor")],
    heard: (how) => {
      if (how !== "exit code 0") console.error("The auditor objects. See Operations.");
    },
  };
  return startErrands({
    ...{ folder, variables, first: isLocal ? [demoTrade] : [] },
    again: { ...auditor, ...AUDITOR_PACE },
  });
};

/** Aborts at the first signal that asks this program to stop. */
const stopSignal = (): AbortSignal => {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(name, () => controller.abort());
  }
  return controller.signal;
};

const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve());
  });

const run = async (folder: StateFolder): Promise<number> => {
  const from = performance.now();
  const signal = stopSignal();
  const gaveUp = Promise.withResolvers<string>();
  const stack = await startStack({ folder, asked: askedBy(), say, giveUp: gaveUp.resolve, signal });
  const { DATABASE_URL: databaseUrl = "", RPC_URL: rpcUrl = "" } = stack.variables;
  publishReach(folder.lock, { url: stack.url, databaseUrl, rpcUrl });
  say(`started in ${((performance.now() - from) / 1_000).toFixed(1)} s\n`);
  console.log(`ready: ${stack.url}`);
  if (stack.isLocal) printSignIns();
  const beside = startBeside(stack, folder);
  const reason = await Promise.race([untilAborted(signal), gaveUp.promise]);
  console.log("\nStopping ...");
  await beside.stop();
  await stack.stop();
  if (reason) console.error(`Stopped: ${reason} See .quaynote/logs.`);
  return reason ? 1 : 0;
};

const main = async (): Promise<number> => {
  const folder = projectState();
  const holder = takeLock(folder.lock);
  if (holder) {
    const where = holder.url ? ` at ${holder.url}` : ", still starting";
    console.error(`Quaynote is already running from this folder${where} (process ${holder.pid}).`);
    return 1;
  }
  try {
    const left = await endLeftovers(folder.run);
    if (left.length > 0) say(`ended what an earlier run left behind: ${left.join(", ")}`);
    return await run(folder);
  } catch (error) {
    console.error(`\nQuaynote could not start: ${(error as Error).message}`);
    return 1;
  } finally {
    releaseLock(folder.lock);
  }
};

process.exit(await main());
