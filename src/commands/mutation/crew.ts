import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { root } from "../embedded/folder";
import type { Answer, Order } from "./orders";
import { mutatedEnv } from "./prepare";

const program = fileURLToPath(new URL("worker.ts", import.meta.url));
const NO_ANSWER = "the worker ended without an answer";

/** One process that keeps compiler output, networks and worlds alive from mutant to mutant. */
export const hire = () => {
  let child: ChildProcess | undefined;
  const listen = (to: ChildProcess): Promise<Answer> =>
    new Promise((resolve) => {
      const ended = () => resolve({ kind: "broken", says: NO_ANSWER });
      to.once("exit", ended);
      to.once("message", (answer: Answer) => {
        to.off("exit", ended);
        resolve(answer);
      });
    });
  const start = async (): Promise<ChildProcess> => {
    const env = { ...process.env, ...mutatedEnv("run/"), NODE_ENV: "test" as const };
    const made = fork(program, [], {
      cwd: root,
      env,
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    process.once("exit", () => made.kill());
    const answer = await listen(made);
    if (answer.kind !== "ready") throw new Error("A worker did not start.");
    return made;
  };
  /** Sends one order and waits. A worker that hangs or ends is replaced the next time. */
  const ask = async (order: Order): Promise<Answer> => {
    child ??= await start();
    const asked = child;
    const answer = listen(asked);
    asked.send(order);
    const said = await answer;
    const isStuck = said.kind === "killed" && said.says.includes("takes too long");
    if (isStuck || said.kind === "broken") {
      asked.kill();
      child = undefined;
    }
    return said;
  };
  return { ask, dismiss: () => void child?.kill() };
};

export type Worker = ReturnType<typeof hire>;
