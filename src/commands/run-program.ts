import { spawn } from "node:child_process";
import { root } from "./embedded/folder";

export type ProgramResult = { code: number; output: string };

export type ProgramOptions = { env?: Record<string, string | undefined>; timeoutMs?: number };

/**
 * Runs one program to its end in the project's folder and keeps what it prints. Its whole process
 * group ends with this program or after the time limit.
 */
export const runProgram = (
  command: string,
  args: string[],
  { env, timeoutMs = 900_000 }: ProgramOptions = {},
): Promise<ProgramResult> =>
  new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, NO_COLOR: "1", ...env },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    let output = "";
    const keep = (chunk: Buffer) => {
      output += chunk.toString("utf8");
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    const end = () => {
      try {
        if (child.pid) process.kill(-child.pid, "SIGKILL");
      } catch {
        // It is over already.
      }
    };
    const timer = setTimeout(() => {
      output += `\n${command} was ended after ${timeoutMs / 1000} s.`;
      end();
    }, timeoutMs);
    process.once("exit", end);
    const finish = (code: number) => {
      clearTimeout(timer);
      process.off("exit", end);
      resolve({ code, output });
    };
    child.once("error", (error) => {
      output += error.message;
      finish(1);
    });
    child.once("close", (code) => finish(code ?? 1));
  });

/** Like `runProgram`, for a program that has to succeed. @throws Error with what it printed. */
export const mustRun = async (
  command: string,
  args: string[],
  options?: ProgramOptions,
): Promise<string> => {
  const { code, output } = await runProgram(command, args, options);
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} failed:\n${output.trim()}`);
  return output;
};
