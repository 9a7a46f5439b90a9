import { LANDMARKS, type Landmark, noLandmark } from "@/ports/landmark";

const SIGNALS = new Map<string, NodeJS.Signals>([
  ["end", "SIGKILL"],
  ["pause", "SIGSTOP"],
]);

/**
 * Ends this process with SIGKILL when a landmark is reached for the n-th time, "committed:3", or stops it where it stands
 * until it is woken, "committed:3:pause". Does nothing when undefined.
 * @throws Error when the text names no landmark, no count or nothing to do there.
 */
export const crashAt = (asked: string | undefined): Landmark => {
  if (asked === undefined) return noLandmark;
  const [wanted, count = "1", how = "end"] = asked.split(":");
  const name = LANDMARKS.find((landmark) => landmark === wanted);
  let left = Number(count);
  const signal = SIGNALS.get(how);
  if (!name || !signal || !Number.isSafeInteger(left) || left < 1)
    throw new Error(
      `CRASH_AT must be name:count or name:count:pause with one of ${LANDMARKS.join(", ")}.`,
    );
  return (reached) => {
    if (reached !== name) return;
    left -= 1;
    if (left === 0) process.kill(process.pid, signal);
  };
};
