import { readFileSync } from "node:fs";

/**
 * Milliseconds a program's main thread has stood ready without a processor since it began, as the kernel counts them;
 * 0 where no kernel does. What is left of a wait when this is taken off is the program's own: work, or standing still.
 */
export const heldUpMs = (pid: number): number => {
  try {
    const [, waitedNanoseconds] = readFileSync(`/proc/${pid}/schedstat`, "utf8").split(" ");
    return Number(waitedNanoseconds) / 1e6;
  } catch {
    return 0;
  }
};
