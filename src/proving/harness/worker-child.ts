import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { root } from "@/commands/embedded/folder";
import { freePort } from "@/commands/embedded/free-port";
import type { World } from "@/commands/testing/settlement-world";
import { processVariables } from "@/env";
import type { LandmarkName } from "@/ports/landmark";

/** The worker program as a process of its own. */
export type WorkerChild = {
  /** Settles when it ended: its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  readonly hasEnded: () => boolean;
  /** Where its own door is. */
  readonly port: number;
  /** What its own door says: 200 while all is well, 503 while it is halted, null while it does not answer. */
  readonly health: () => Promise<number | null>;
  /** Ends it in order, or with any other signal. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<void>;
  /** Whether it stands still, stopped by a signal. */
  readonly isPaused: () => boolean;
  /** Sends a signal and waits for nothing: to pause it and to wake it. */
  readonly signal: (signal: NodeJS.Signals) => void;
  /** The lines it logged so far. */
  readonly lines: () => readonly string[];
};

/** The procedures behind HTTP as a process of their own. */
export type DoorChild = Pick<WorkerChild, "ended" | "stop" | "lines"> & {
  /** Address to which the path of a procedure is added. */
  readonly url: string;
};

const childOf = (
  args: readonly string[],
  variables: Record<string, string>,
  output: number | "pipe" = "pipe",
): ChildProcess => {
  const all: Record<string, string | undefined> = {
    ...processVariables(),
    LOG_LEVEL: "info",
    ...variables,
  };
  return spawn(process.execPath, ["--import", "tsx", ...args], {
    cwd: root,
    env: all as NodeJS.ProcessEnv,
    stdio: ["ignore", output, output],
  });
};

/** Variables under which a program stands in a world. */
export const variablesOf = (
  { settings }: Pick<World, "settings">,
  databaseUrl = settings.databaseUrl,
): Record<"DATABASE_URL" | "RPC_URL" | "DEPLOYMENT", string> => ({
  DATABASE_URL: databaseUrl,
  RPC_URL: settings.rpcUrls.join(","),
  DEPLOYMENT: JSON.stringify(settings.deployment),
});

/** The same variables for a process whose clock is off by so many milliseconds; see `shifted-clock.ts`. */
export const withClock = (
  variables: Record<string, string>,
  ...shift: number[]
): Record<string, string> => ({
  ...variables,
  NODE_OPTIONS: "--import tsx --import ./src/proving/harness/shifted-clock.ts",
  CLOCK_SHIFT: shift.join(","),
});

const watched = (child: ChildProcess) => {
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk: Buffer) => lines.push(...chunk.toString("utf8").split("\n")));
  const ended = new Promise<number | NodeJS.Signals>((resolve) => {
    child.once("exit", (code, signal) => resolve(code ?? signal ?? "SIGKILL"));
  });
  // It never outlives this program.
  const end = () => child.kill("SIGKILL");
  process.once("exit", end);
  void ended.then(() => process.off("exit", end));
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  return { lines, ended, hasEnded };
};

const healthAt = async (port: number): Promise<number | null> => {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/health`, {
      signal: AbortSignal.timeout(1_000),
    });
    return response.status;
  } catch {
    return null;
  }
};

/** Where the n-th reaching of a landmark ends a program, or stops it until it is woken. */
export type CrashPlace = {
  readonly name: LandmarkName;
  readonly count: number;
  readonly pauses?: boolean;
};

const crashVariables = (crash: CrashPlace | undefined): Record<string, string> =>
  crash ? { CRASH_AT: `${crash.name}:${crash.count}${crash.pauses ? ":pause" : ""}` } : {};

/** The state of a process as Linux tells it: T is stopped. */
const isStopped = (pid: number | undefined): boolean => {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.startsWith("T") ?? false;
  } catch {
    return false;
  }
};

const stopperOf =
  (child: ChildProcess, ended: Promise<unknown>) =>
  async (signal: NodeJS.Signals = "SIGTERM"): Promise<void> => {
    child.kill(signal);
    await Promise.race([ended, sleep(8_000).then(() => child.kill("SIGKILL"))]);
    await ended;
  };

/** A program of this folder beside this one. */
export type ProgramChild = Pick<WorkerChild, "ended" | "lines" | "stop">;

/** Starts one of the programs; its lines go to `output`, an open file, or are kept here. */
export const startProgramChild = (
  args: readonly string[],
  variables: Record<string, string>,
  output?: number,
): ProgramChild => {
  const child = childOf(args, variables, output);
  const { lines, ended } = watched(child);
  return { ended, lines: () => lines, stop: stopperOf(child, ended) };
};

/** Starts the worker program. It ends itself at `crash`, if that is given. */
export const startWorkerChild = async (
  variables: Record<string, string>,
  crash?: CrashPlace,
  output?: number,
): Promise<WorkerChild> => {
  const port = await freePort();
  const all = { ...variables, ...crashVariables(crash), WORKER_PORT: String(port) };
  const child = childOf([join("src", "workers", "main.ts")], all, output);
  const { lines, ended, hasEnded } = watched(child);
  return {
    ended,
    hasEnded,
    port,
    lines: () => lines,
    health: () => healthAt(port),
    isPaused: () => isStopped(child.pid),
    signal: (signal) => void child.kill(signal),
    stop: stopperOf(child, ended),
  };
};

/** Starts the procedures behind HTTP; answers their address once they answer. */
export const startDoorChild = async (variables: Record<string, string>): Promise<DoorChild> => {
  const port = await freePort();
  const child = childOf([join("src", "proving", "harness", "door-program.ts")], {
    ...variables,
    PORT: String(port),
  });
  const { lines, ended, hasEnded } = watched(child);
  const url = `http://127.0.0.1:${port}/api/trpc`;
  const answers = () =>
    fetch(url).then(
      () => true,
      () => false,
    );
  const until = performance.now() + 30_000;
  while (!(await answers())) {
    if (hasEnded() || performance.now() > until)
      throw new Error(`The procedures do not answer: ${lines.slice(-5).join(" ")}`);
    await sleep(50);
  }
  return { url, ended, lines: () => lines, stop: stopperOf(child, ended) };
};

/** Runs any program of this folder to its end; answers its exit code, or the signal that ended it. */
export const runChild = (
  args: readonly string[],
  variables: Record<string, string>,
  crash?: CrashPlace,
): Promise<number | NodeJS.Signals> =>
  watched(childOf(args, { ...variables, ...crashVariables(crash) })).ended;
