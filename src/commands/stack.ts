import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { migrate } from "@/adapters/db/migrate";
import { settleDeployment } from "./deployment";
import { callNode, keepPace, startChain } from "./embedded/chain";
import { endChild, endLeftovers, startChild } from "./embedded/child";
import { migrationsFolder, root, type StateFolder, secretsOf } from "./embedded/folder";
import { freePort, freePortFrom, isFree } from "./embedded/free-port";
import { createDatabase, startPostgres } from "./embedded/postgres";
import { type Part, Supervisor } from "./embedded/supervisor";
import { generated, webBuild } from "./products";
import { mustRun } from "./run-program";
import { type Asked, modeOf, variablesFor } from "./settings";
import { makeWhenStale } from "./stale";

/** A whole running installation: database, chain, contracts, worker and web. */
export type Stack = {
  url: string;
  /** Where each web program answers, the first at `url`. */
  urls: readonly string[];
  isLocal: boolean;
  variables: Record<string, string | undefined>;
  stop: () => Promise<void>;
};

export type StackPlan = {
  folder: StateFolder;
  asked: Asked;
  say: (text: string) => void;
  giveUp: (reason: string) => void;
  /** How many worker and web programs share the one database and the one chain; one of each when left out. */
  programs?: { readonly workers: number; readonly webs: number };
  /** Ends the start before it is complete. */
  signal?: AbortSignal;
};

const DATABASE = "quaynote";

type Work = StackPlan & { supervisor: Supervisor; stops: (() => void)[] };

const timed = async <T>(work: Work, what: string, act: () => Promise<T>): Promise<T> => {
  const from = performance.now();
  const result = await act();
  work.say(`${what.padEnd(34, " ")} ${((performance.now() - from) / 1_000).toFixed(1)} s`);
  return result;
};

const openDatabase = async (work: Work): Promise<string> => {
  if (work.asked.databaseUrl) return work.asked.databaseUrl;
  const { folder, supervisor } = work;
  const plan = {
    dataFolder: folder.postgres,
    runFolder: folder.run,
    logFile: join(folder.logs, "postgres.log"),
    port: await freePort(),
    password: secretsOf(folder).postgresPassword,
  };
  let url = "";
  await supervisor.keep({
    name: "database",
    start: async () => {
      const server = await startPostgres(plan);
      await createDatabase(server.urlOf("postgres"), DATABASE);
      url = server.urlOf(DATABASE);
      return server;
    },
  });
  return url;
};

const openChain = async (work: Work): Promise<string> => {
  if (work.asked.rpcUrl) return work.asked.rpcUrl;
  const { folder, supervisor } = work;
  const plan = {
    stateFolder: folder.chain,
    runFolder: folder.run,
    logFile: join(folder.logs, "chain.log"),
    port: await freePort(),
    mining: "paced" as const,
  };
  await supervisor.keep({ name: "chain", start: () => startChain(plan) });
  const rpcUrl = `http://127.0.0.1:${plan.port}`;
  work.stops.push(keepPace(rpcUrl, folder.chain));
  return rpcUrl;
};

const choosePort = async ({ asked }: Work): Promise<number> => {
  if (asked.port === undefined) return freePortFrom(3_000);
  if (await isFree(asked.port)) return asked.port;
  throw new Error(`Port ${asked.port} is taken by another program. Choose another with PORT=...`);
};

const programPart = (
  work: Work,
  name: string,
  args: string[],
  env: Record<string, string | undefined>,
): Part => ({
  name,
  start: async () => {
    const child = startChild({
      name,
      command: process.execPath,
      args,
      cwd: root,
      env,
      logFile: join(work.folder.logs, `${name}.log`),
      runFolder: work.folder.run,
    });
    return { child, stop: () => endChild(child, work.folder.run) };
  },
});

const waitForPage = async (url: string, logs: string): Promise<void> => {
  const until = Date.now() + 60_000;
  for (;;) {
    const answer = await fetch(url, { redirect: "manual" }).catch(() => undefined);
    if (answer && answer.status < 500) return;
    if (Date.now() > until) throw new Error(`The web program does not answer. See ${logs}.`);
    await sleep(100);
  }
};

/** Deploying needs what `gen` makes, so its code is loaded only when that is there. */
const deployLocally = async (rpcUrl: string, baseUri: string) => {
  const { deploy } = await import("../../contracts/deploy/deploy");
  const { chainId, block, addresses, record } = await deploy({ rpcUrl, baseUri });
  return { chainId, fromBlock: block, addresses, record };
};

const settle = async (work: Work, databaseUrl: string, rpcUrls: string, url: string) => {
  const [rpcUrl = rpcUrls] = rpcUrls.split(",");
  const chainId = Number(await callNode<string>(rpcUrl, "eth_chainId"));
  const isLocal = modeOf(chainId, work.asked) === "local";
  const chainFolder = work.asked.rpcUrl ? undefined : work.folder.chain;
  const deployment = await settleDeployment(
    { databaseUrl, rpcUrl, chainId, chainFolder },
    work.asked.deployment,
    isLocal ? () => deployLocally(rpcUrl, `${url}/api/tokens/`) : undefined,
  );
  return { chainId, isLocal, deployment };
};

/** A practice world with well-known passwords answers this machine only. */
const hostOf = ({ APP_MODE, HOST }: Record<string, string | undefined>): string =>
  HOST || (APP_MODE === "local" ? "127.0.0.1" : "0.0.0.0");

/** The first program of a kind bears its name alone and has the port of the settings, the others a number and a port of their own. */
const programsOf = async (
  kind: string,
  { count, port }: { count: number; port: string | undefined },
): Promise<{ name: string; port: string }[]> =>
  Promise.all(
    Array.from({ length: count }, async (_, index) => ({
      name: index === 0 ? kind : `${kind}-${index + 1}`,
      port: (index === 0 && port) || String(await freePort()),
    })),
  );

/** Answers where each web program is. */
const startPrograms = async (
  work: Work,
  variables: Record<string, string | undefined>,
): Promise<string[]> => {
  const { workers, webs } = work.programs ?? { workers: 1, webs: 1 };
  const worker = ["--import", "tsx", join(root, "src", "workers", "main.ts")];
  const web = [
    ...["--import", "tsx", join(root, "src", "commands", "web.ts")],
    ...["--hostname", hostOf(variables)],
  ];
  if (existsSync(worker[2] ?? "")) {
    const { WORKER_PORT: port } = variables;
    for (const each of await programsOf("worker", { count: workers, port })) {
      const own = { ...variables, WORKER_PORT: each.port };
      await work.supervisor.keep(programPart(work, each.name, worker, own));
    }
  }
  const urls: string[] = [];
  for (const { name, port } of await programsOf("web", { count: webs, port: variables.PORT })) {
    const own = { ...variables, PORT: port, NODE_ENV: "production" };
    await work.supervisor.keep(programPart(work, name, web, own));
    urls.push(`http://127.0.0.1:${port}`);
  }
  for (const url of urls) await waitForPage(url, work.folder.logs);
  return urls;
};

const makeGenerated = async (work: Work): Promise<void> => {
  for (const product of generated) await makeWhenStale(product, work);
};

const aborted = (signal: AbortSignal | undefined): Promise<never> =>
  new Promise((_resolve, reject) => {
    signal?.addEventListener("abort", () => reject(new Error("stopped before it was ready")));
  });

const bringUp = async (work: Work): Promise<Omit<Stack, "stop">> => {
  const port = await choosePort(work);
  const url = `http://127.0.0.1:${port}`;
  const [databaseUrl, rpcUrl] = await Promise.all([
    timed(work, "database", () => openDatabase(work)),
    timed(work, "chain", () => openChain(work)),
    timed(work, "generated code", () => makeGenerated(work)),
  ]);
  const build = timed(work, "web pages", () => makeWhenStale(webBuild, work));
  build.catch(() => undefined);
  await timed(work, "migrations", () => migrate(databaseUrl, migrationsFolder));
  const { chainId, isLocal, deployment } = await timed(work, "contracts", () =>
    settle(work, databaseUrl, rpcUrl, url),
  );
  const workerPort = await freePort();
  const facts = { port, databaseUrl, rpcUrl, chainId, deployment, workerPort };
  const variables = variablesFor(facts, work.asked, work.folder);
  const seed = join(root, "src", "commands", "seed.ts");
  if (isLocal && existsSync(seed)) {
    await timed(work, "demo organisations", () =>
      mustRun(process.execPath, ["--import", "tsx", seed], { env: variables }),
    );
  }
  await build;
  const urls = await timed(work, "web and worker", () => startPrograms(work, variables));
  return { url, urls, isLocal, variables };
};

/**
 * Starts everything that is not given, and comes back when the web program answers.
 * @throws Error saying what could not be started; what had been started is stopped.
 */
export const startStack = async (plan: StackPlan): Promise<Stack> => {
  const supervisor = new Supervisor(plan);
  const work: Work = { ...plan, supervisor, stops: [] };
  const stop = async () => {
    for (const each of work.stops) each();
    await supervisor.stop();
    await endLeftovers(plan.folder.run);
  };
  try {
    return { ...(await Promise.race([bringUp(work), aborted(plan.signal)])), stop };
  } catch (error) {
    await stop();
    throw error;
  }
};
