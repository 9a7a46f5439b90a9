import { randomBytes, randomUUID } from "node:crypto";
import type { Ids } from "@/ports/ids";

/** Ids and secrets from the operating system's randomness. */
export const ids: Ids = {
  next: () => randomUUID(),
  secretBytes: (bytes) => randomBytes(bytes),
  secretHex: (bytes) => randomBytes(bytes).toString("hex"),
};
