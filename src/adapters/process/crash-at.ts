import { LANDMARKS, type Landmark, noLandmark } from "@/ports/landmark";

/**
 * Ends this process with SIGKILL when a landmark is reached for the n-th time: "committed:3". Does nothing when undefined.
 * @throws Error when the text names no landmark or no count.
 */
export const crashAt = (asked: string | undefined): Landmark => {
  if (asked === undefined) return noLandmark;
  const [wanted, count = "1"] = asked.split(":");
  const name = LANDMARKS.find((landmark) => landmark === wanted);
  let left = Number(count);
  if (!name || !Number.isSafeInteger(left) || left < 1)
    throw new Error(`CRASH_AT must be name:count with one of ${LANDMARKS.join(", ")}.`);
  return (reached) => {
    if (reached !== name) return;
    left -= 1;
    if (left === 0) process.kill(process.pid, "SIGKILL");
  };
};
