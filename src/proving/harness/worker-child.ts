import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { root } from "@/commands/embedded/folder";
import { freePort } from "@/commands/embedded/free-port";
import { processVariables } from "@/env";
import type { LandmarkName } from "@/ports/landmark";

/** The worker program as a process of its own. */
export type WorkerChild = {
  /** Settles when it ended: its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  /** Where its own door is. */
  readonly port: number;
  /** What its own door says: 200 while all is well, 503 while it is halted, null while it does not answer. */
  readonly health: () => Promise<number | null>;
  /** Ends it in order, or with any other signal. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<void>;
  /** The lines it logged so far. */
  readonly lines: () => readonly string[];
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
  return { lines, ended };
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
  return {
    ended,
    lines: () => lines,
    stop: async (signal = "SIGTERM") => {
      child.kill(signal);
      await Promise.race([ended, sleep(8_000).then(() => child.kill("SIGKILL"))]);
      await ended;
    },
  };
};

/** Where the n-th reaching of a landmark ends a program. */
export type CrashPlace = { readonly name: LandmarkName; readonly count: number };

const crashVariables = (crash: CrashPlace | undefined): Record<string, string> =>
  crash ? { CRASH_AT: `${crash.name}:${crash.count}` } : {};

/** Starts the worker program. It ends itself at `crash`, if that is given. */
export const startWorkerChild = async (
  variables: Record<string, string>,
  crash?: CrashPlace,
  output?: number,
): Promise<WorkerChild> => {
  const port = await freePort();
  const all = { ...variables, ...crashVariables(crash), WORKER_PORT: String(port) };
  const child = startProgramChild([join("src", "workers", "main.ts")], all, output);
  return { ...child, port, health: () => healthAt(port) };
};

/** Runs any program of this folder to its end; answers its exit code, or the signal that ended it. */
export const runChild = (
  args: readonly string[],
  variables: Record<string, string>,
  crash?: CrashPlace,
): Promise<number | NodeJS.Signals> =>
  watched(childOf(args, { ...variables, ...crashVariables(crash) })).ended;
