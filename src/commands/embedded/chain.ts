import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Child, endChild, startChild } from "./child";

/** A local EVM chain (id 31337) that keeps its state in a folder. */
export type Chain = { child: Child; port: number; rpcUrl: string; stop: () => Promise<void> };

export type ChainPlan = {
  /** Folder that keeps the state from run to run; undefined for a chain nobody misses. */
  stateFolder?: string;
  runFolder: string;
  logFile: string;
  port: number;
  /** `instant` mines each transaction at once; `paced` leaves mining to `keepPace`. */
  mining: "instant" | "paced";
};

const KEEP_BLOCKS = 3;
const IDLE_SECONDS = 15;

const anvilBinary = (): string => {
  const cpu = process.arch === "x64" ? "amd64" : process.arch;
  const system = process.platform === "win32" ? "win32" : process.platform;
  const ending = system === "win32" ? ".exe" : "";
  const require = createRequire(import.meta.url);
  try {
    return require.resolve(`@foundry-rs/anvil-${system}-${cpu}/bin/anvil${ending}`);
  } catch {
    throw new Error("There is no embedded chain for this machine: set RPC_URL to a node of yours.");
  }
};

/** One JSON-RPC call with a time limit; enough for what a start program asks of a node. */
export const callNode = async <T>(
  rpcUrl: string,
  method: string,
  params: unknown[] = [],
): Promise<T> => {
  const response = await fetch(rpcUrl, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
    signal: AbortSignal.timeout(10_000),
  });
  const { result, error } = (await response.json()) as { result: T; error?: { message: string } };
  if (error) throw new Error(`${method}: ${error.message}`);
  return result;
};

const isWhole = (path: string): boolean => {
  try {
    JSON.parse(readFileSync(path, "utf8"));
    return true;
  } catch {
    return false;
  }
};

/** The node writes its state in place, so a kill can cut it short; a whole copy is kept beside it. */
const keepCopy = (stateFile: string): void => {
  if (!existsSync(stateFile) || !isWhole(stateFile)) return;
  copyFileSync(stateFile, `${stateFile}.copying`);
  if (isWhole(`${stateFile}.copying`)) renameSync(`${stateFile}.copying`, `${stateFile}.copy`);
};

const mendState = (stateFile: string): void => {
  if (!existsSync(stateFile) || isWhole(stateFile)) return;
  const copy = `${stateFile}.copy`;
  if (existsSync(copy)) copyFileSync(copy, stateFile);
  else throw new Error(`${stateFile} is damaged. npm run reset starts a new chain and database.`);
};

/**
 * The second the chain was born. The node makes its first block anew at every start, so without it the
 * same chain would have another first block each time, and nothing to be known by.
 */
const birthTimeOf = (stateFolder: string): number => {
  const path = join(stateFolder, "born.json");
  if (!existsSync(path)) writeFileSync(path, JSON.stringify(Math.floor(Date.now() / 1_000)));
  return Number(JSON.parse(readFileSync(path, "utf8")));
};

const argsOf = (plan: ChainPlan, stateFile: string | undefined): string[] => [
  ...["--host", "127.0.0.1", "--port", String(plan.port), "--chain-id", "31337", "--silent"],
  ...(stateFile ? ["--state", stateFile, "--state-interval", "1"] : []),
  ...(plan.stateFolder ? ["--timestamp", String(birthTimeOf(plan.stateFolder))] : []),
  ...(plan.stateFolder ? ["--cache-path", join(plan.stateFolder, "cache")] : []),
  ...(plan.mining === "paced" ? ["--no-mining"] : []),
];

/** Lets the clock of a kept chain go on from now, or from its last block where that lies ahead. */
const setClock = async (rpcUrl: string): Promise<void> => {
  const last = await callNode<{ timestamp: string }>(rpcUrl, "eth_getBlockByNumber", [
    "latest",
    false,
  ]);
  const now = Math.floor(Date.now() / 1_000);
  await callNode(rpcUrl, "evm_setTime", [Math.max(now, Number(last.timestamp) + 1)]);
};

/**
 * Starts the chain and waits until it answers.
 * @throws Error naming the log file where it does not come up within half a minute.
 */
export const startChain = async (plan: ChainPlan): Promise<Chain> => {
  if (plan.stateFolder) mkdirSync(plan.stateFolder, { recursive: true });
  const stateFile = plan.stateFolder && join(plan.stateFolder, "state.json");
  if (stateFile) mendState(stateFile);
  const child = startChild({
    ...plan,
    name: "chain",
    command: anvilBinary(),
    args: argsOf(plan, stateFile),
  });
  const rpcUrl = `http://127.0.0.1:${plan.port}`;
  const until = Date.now() + 30_000;
  while (!(await callNode(rpcUrl, "eth_chainId").catch(() => undefined))) {
    if (child.hasEnded() || Date.now() > until) {
      throw new Error(`The local chain does not answer. See ${plan.logFile}.`);
    }
    await sleep(40);
  }
  if (stateFile) await setClock(rpcUrl);
  const stop = () => endChild(child, plan.runFolder, "SIGINT");
  return { child, port: plan.port, rpcUrl, stop };
};

type Beat = { head: number; busyUntil: number; minedAt: number };

const beat = async (rpcUrl: string, last: Beat): Promise<Beat> => {
  const { pending } = await callNode<{ pending: string }>(rpcUrl, "txpool_status");
  const head = Number(await callNode<string>(rpcUrl, "eth_blockNumber"));
  const isBusy = Number(pending) > 0;
  const isIdleLong = Date.now() - last.minedAt >= IDLE_SECONDS * 1_000;
  if (!isBusy && !isIdleLong && head >= last.busyUntil) return { ...last, head };
  await callNode(rpcUrl, "evm_mine");
  const busyUntil = isBusy ? head + 1 + KEEP_BLOCKS : last.busyUntil;
  return { head: head + 1, busyUntil, minedAt: Date.now() };
};

/**
 * Mines once a second while there is something to mine or to make final, and every fifteen seconds
 * otherwise: a block a second for days would make the state file heavy for nothing.
 * @returns a function that ends the beat.
 */
export const keepPace = (rpcUrl: string, stateFolder: string | undefined): (() => void) => {
  let last: Beat = { head: 0, busyUntil: KEEP_BLOCKS, minedAt: 0 };
  let savedAt = 0;
  let isRunning = false;
  const stateFile = stateFolder && join(stateFolder, "state.json");
  const tick = async () => {
    if (isRunning) return;
    isRunning = true;
    try {
      last = await beat(rpcUrl, last);
      const changedAt = stateFile && existsSync(stateFile) ? statSync(stateFile).mtimeMs : 0;
      if (stateFile && changedAt > savedAt && Date.now() - savedAt > 10_000) {
        keepCopy(stateFile);
        savedAt = Date.now();
      }
    } catch {
      // The node is down or restarting; the supervisor sees to that, the beat goes on after it.
    } finally {
      isRunning = false;
    }
  };
  const timer = setInterval(tick, 1_000);
  return () => clearInterval(timer);
};
