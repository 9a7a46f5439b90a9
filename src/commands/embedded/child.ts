import { type ChildProcess, execFileSync, type SpawnOptions, spawn } from "node:child_process";
import { mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** A program that runs beside this one, in a process group of its own. */
export type Child = {
  name: string;
  process: ChildProcess;
  /** Settles when the process ended, with what it ended by. */
  ended: Promise<string>;
  hasEnded: () => boolean;
};

export type ChildPlan = {
  name: string;
  command: string;
  args: string[];
  env?: Record<string, string | undefined>;
  cwd?: string;
  /** Where its output goes. */
  logFile: string;
  /** Folder of pid files, by which a later run finds what this one left behind. */
  runFolder: string;
  options?: Pick<SpawnOptions, "uid" | "gid">;
};

/** Programs that save what they hold when they are interrupted. */
const SAVE_ON_INTERRUPT = /^(postgres|chain)\./;

type PidFile = { pid: number; born: string };

/**
 * What tells a process from another that got the same number later: the moment it was born.
 * Undefined where no such process lives.
 */
export const birthOf = (pid: number): string | undefined => {
  try {
    if (process.platform === "linux") {
      const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ");
      return fields?.[0] === "Z" ? undefined : fields?.[19];
    }
    const born = execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" });
    return born.trim() || undefined;
  } catch {
    return undefined;
  }
};

const signalGroup = (pid: number, signal: NodeJS.Signals | 0): boolean => {
  try {
    process.kill(-pid, signal);
    return true;
  } catch {
    return false;
  }
};

export const startChild = (plan: ChildPlan): Child => {
  mkdirSync(dirname(plan.logFile), { recursive: true });
  const log = openSync(plan.logFile, "a");
  const child = spawn(plan.command, plan.args, {
    ...plan.options,
    cwd: plan.cwd,
    env: plan.env as NodeJS.ProcessEnv | undefined,
    detached: true,
    stdio: ["ignore", log, log],
  });
  let over = false;
  const ended = new Promise<string>((resolve) => {
    const finish = (how: string) => {
      over = true;
      resolve(how);
    };
    child.once("error", (error) => finish(error.message));
    child.once("exit", (code, signal) => finish(signal ?? `exit code ${code}`));
  });
  if (child.pid) {
    const file: PidFile = { pid: child.pid, born: birthOf(child.pid) ?? "" };
    writeFileSync(join(plan.runFolder, `${plan.name}.pid.json`), JSON.stringify(file));
  }
  return { name: plan.name, process: child, ended, hasEnded: () => over };
};

const endGroup = async (pid: number, signal: NodeJS.Signals, patienceMs: number): Promise<void> => {
  signalGroup(pid, signal);
  const until = Date.now() + patienceMs;
  while (signalGroup(pid, 0) && Date.now() < until) await sleep(50);
  if (signalGroup(pid, "SIGKILL")) {
    for (let tries = 0; tries < 100 && signalGroup(pid, 0); tries += 1) await sleep(20);
  }
};

/** Asks a child to end, waits, and ends its whole group where it does not. */
export const endChild = async (
  child: Child,
  runFolder: string,
  signal: NodeJS.Signals = "SIGTERM",
  patienceMs = 10_000,
): Promise<void> => {
  if (child.process.pid) await endGroup(child.process.pid, signal, patienceMs);
  rmSync(join(runFolder, `${child.name}.pid.json`), { force: true });
};

/**
 * Ends what an earlier run that was killed left behind, and nothing else: a process counts only where
 * its number and its birth agree with the pid file.
 * @returns the names of what was ended.
 */
export const endLeftovers = async (runFolder: string): Promise<string[]> => {
  const files = readdirSync(runFolder).filter((name) => name.endsWith(".pid.json"));
  const ended: string[] = [];
  for (const file of files) {
    const path = join(runFolder, file);
    const { pid, born } = JSON.parse(readFileSync(path, "utf8")) as PidFile;
    const present = birthOf(pid);
    const isOurs = present === undefined ? signalGroup(pid, 0) : present === born;
    if (isOurs) {
      await endGroup(pid, SAVE_ON_INTERRUPT.test(file) ? "SIGINT" : "SIGTERM", 5_000);
      ended.push(file.replace(".pid.json", ""));
    }
    rmSync(path, { force: true });
  }
  return ended;
};
