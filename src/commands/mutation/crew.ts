import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { root } from "../embedded/folder";
import type { Answer, Order, Worker } from "./orders";
import { mutatedEnv } from "./prepare";

const program = fileURLToPath(new URL("worker.ts", import.meta.url));
/** No order takes longer: a mutant that hangs is ended with its worker. */
const LIMIT_MS = 1_800_000;

/** What a process says next, or that it ended. */
const answerOf = (child: ChildProcess): Promise<Answer> =>
  new Promise((resolve) => {
    const end = () => resolve({ kind: "broken", says: "the worker ended without an answer" });
    const timer = setTimeout(() => child.kill("SIGKILL"), LIMIT_MS);
    child.once("exit", end);
    child.once("message", (answer: Answer) => {
      clearTimeout(timer);
      child.off("exit", end);
      resolve(answer);
    });
  });

/** One process that keeps compiler output, networks and worlds alive from mutant to mutant. */
export const hire = (): Worker => {
  let child: ChildProcess | undefined;
  const start = async (): Promise<ChildProcess> => {
    const env = { ...process.env, ...mutatedEnv("run/"), NODE_ENV: "test" as const };
    const made = fork(program, [], {
      cwd: root,
      env,
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    process.once("exit", () => made.kill("SIGKILL"));
    const answer = await answerOf(made);
    if (answer.kind !== "ready") throw new Error("A worker did not start.");
    return made;
  };
  /** Sends one order and waits. A worker that ends is replaced the next time. */
  const ask = async (order: Order): Promise<Answer> => {
    child ??= await start();
    const answer = answerOf(child);
    child.send(order);
    const said = await answer;
    if (said.kind === "broken") {
      child.kill("SIGKILL");
      child = undefined;
    }
    return said;
  };
  return { ask, dismiss: () => void child?.kill("SIGKILL") };
};
