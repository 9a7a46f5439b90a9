import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { callNode } from "@/commands/embedded/chain";
import { recordParties } from "@/commands/testing/recorded-life";
import { passesOf } from "@/commands/testing/settlement-parts";
import { enterParties, openWorld, type World } from "@/commands/testing/settlement-world";
import { env } from "@/env";
import type { LandmarkName } from "@/ports/landmark";
import { type ChainProxy, startChainProxy } from "@/proving/harness/chain-proxy";
import type { Chance } from "@/proving/harness/chance";
import { losesAnswer, type Rule, refusesToSend } from "@/proving/harness/node-fault";
import { ownDatabase } from "@/proving/harness/own-database";
import type { Weather } from "./weather";

/** Blocks below the head that count as final in a run; the chain never loses as many. */
export const DEPTH = 8;

/** Passes of a lull. */
const LULL = 4;

/** A program ended here, as if killed: what it had not committed is gone. */
class Ended extends Error {}

/** What a worker works with; a planted bug gives another one back. */
export type Parts = World["settlement"];
export type Spoil = (parts: Parts) => Parts;

const patience = { resendAfterMs: 200, bumpAfterMs: 1_500, attemptsMax: 10, finalityDepth: DEPTH };

/** Counts of what befell a run. */
export type Befallen = Record<
  "rpc" | "database" | "reorg" | "crash" | "restart" | "stranger",
  number
>;

const rulesOf = (rate: number): Rule[] => [
  losesAnswer(rate),
  { ...refusesToSend("transaction underpriced"), rate: rate / 4 },
  { methods: "*", rate: rate / 2, fault: { kind: "status", code: 503 } },
  { methods: "*", rate: rate / 4, fault: { kind: "cut" } },
  { methods: "*", rate: rate / 4, fault: { kind: "status", code: 429, retryAfterSeconds: 0 } },
];

let first: { deployed: World["deployed"]; mark: string } | undefined;

/** The chain as it was just after the contracts were put on it, for every run of a process. */
const freshChain = async (): Promise<World["deployed"] | undefined> => {
  if (!first) return undefined;
  await callNode(env().rpcUrl, "evm_revert", [first.mark]);
  first = { ...first, mark: await callNode<string>(env().rpcUrl, "evm_snapshot", []) };
  return first.deployed;
};

const cutter = (databaseUrl: string) => async (): Promise<void> => {
  const client = new pg.Client({ connectionString: databaseUrl.replace(/\/[^/]*$/, "/postgres") });
  await client.connect();
  const name = databaseUrl.split("/").at(-1);
  await client.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [
    name,
  ]);
  await client.end();
};

/** One run's chain, database, parties and workers, with the faults of its weather. */
export const openStage = async (
  weather: Weather,
  { chance, seed, spoil = (parts) => parts }: { chance: Chance; seed: number; spoil?: Spoil },
) => {
  const databaseUrl = await ownDatabase("sim");
  const known = await freshChain();
  const clean = await openWorld({ databaseUrl, deployed: known });
  const { deployed } = clean;
  if (!first) first = { deployed, mark: await callNode<string>(env().rpcUrl, "evm_snapshot", []) };
  const parties = await enterParties(clean, 2);
  await recordParties(clean, parties);
  // No run takes back what it begins with.
  await clean.mine(DEPTH);
  const proxies: readonly ChainProxy[] = [
    await startChainProxy(env().rpcUrl, 2 * seed),
    await startChainProxy(env().rpcUrl, 2 * seed + 1),
  ];
  const befallen: Befallen = { rpc: 0, database: 0, reorg: 0, crash: 0, restart: 0, stranger: 0 };
  let left = Number.POSITIVE_INFINITY;
  const landmark = (name: LandmarkName): void => {
    // Each node's own: a program that ends there is one whose answer is lost, which the proxy brings about.
    if (name === "broadcast") return;
    left -= 1;
    if (left > 0) return;
    left = Number.POSITIVE_INFINITY;
    befallen.crash += 1;
    throw new Ended("killed");
  };
  const place = { databaseUrl, deployed, rpcUrls: proxies.map(({ url }) => url), landmark };
  let rough = await openWorld(place);
  let isCalm = false;
  const cut = cutter(databaseUrl);

  /** All passes of all workers at once; a pass that fails is tried again by the next round, as in earnest. */
  const round = async (): Promise<void> => {
    if (!isCalm && chance() < weather.crashRate) left = 1 + Math.floor(chance() * 12);
    const workers = Array.from({ length: weather.workers }, async () => {
      const { relay, follow, keep, reconcile } = passesOf(spoil(rough.settlement), patience);
      for (const pass of [relay, follow, keep, reconcile]) await pass().catch(() => undefined);
    });
    if (!isCalm && chance() < weather.databaseRate) {
      await sleep(Math.floor(chance() * 30));
      await cut();
      befallen.database += 1;
    }
    await Promise.all(workers);
  };

  const calm = (): void => {
    left = Number.POSITIVE_INFINITY;
    for (const proxy of proxies) {
      befallen.rpc += proxy.befallen();
      proxy.forget();
      proxy.rules();
    }
  };
  const storm = (): void => {
    for (const { rules } of proxies) rules(...rulesOf(weather.rpcRate));
  };
  const restart = async (): Promise<void> => {
    const before = rough;
    rough = await openWorld(place);
    await before.close();
  };

  return {
    ...{ clean, parties, deployed, databaseUrl, befallen, round, storm },
    /** Blocks are lost, fewer than count as final; what was in them may come again or not. */
    reorganise: async (): Promise<void> => {
      await clean.rpc("anvil_reorg", [1 + Math.floor(chance() * (DEPTH - 2)), []]);
      befallen.reorg += 1;
    },
    restart: async (): Promise<void> => {
      await restart();
      befallen.restart += 1;
    },
    /** Some passes of a program begun anew while the nodes are well. */
    lull: async (): Promise<void> => {
      calm();
      await restart();
      for (let pass = 0; pass < LULL; pass += 1) await round();
      storm();
    },
    /** No more faults: from here on everything has to come to rest. */
    calm: (): void => {
      isCalm = true;
      calm();
    },
    close: async (): Promise<void> => {
      await rough.close();
      await clean.close();
      for (const proxy of proxies) await proxy.close();
    },
  };
};

/** An open stage. */
export type Stage = Awaited<ReturnType<typeof openStage>>;
