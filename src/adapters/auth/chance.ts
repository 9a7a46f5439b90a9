import { randomBytes, randomUUID } from "node:crypto";
import type { Clock } from "@/ports/clock";
import type { Ids } from "@/ports/ids";

/** Ids and secrets from the operating system's randomness. */
export const ids: Ids = {
  next: () => randomUUID(),
  secretBytes: (bytes) => randomBytes(bytes),
  secretHex: (bytes) => randomBytes(bytes).toString("hex"),
};

/** The machine's own time: sessions, challenges and rate limits follow people, not a chain. */
export const wallClock: Clock = { now: () => new Date() };
